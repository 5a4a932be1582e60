import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { RecognitionTables } from '../tables.ts'

type Tables = Db<RecognitionTables & CatalogTables & OrganizationTables>

/** What organizations made of the person's awards. */
export async function listEveryRecognition(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('recognition as r')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'r.tenantId')
    .innerJoin('achievementVersion as v', 'v.id', 'r.achievementVersionId')
    .select(['r.id', 'i.name as organization', 'v.title', 'r.units', 'r.unitCode', 'r.unitScale', 'r.periodKey'])
    .select(['r.state', 'r.reasonCodes', 'r.countedOn', 'r.createdAt'])
    .where('r.educatorId', '=', personId)
    .orderBy('r.createdAt')
    .orderBy('r.id')
    .execute()
}

/** The lines of the ledgers that are the person's; who wrote one is not said. */
export async function listEveryEntry(db: Tables, { personId }: PersonScope) {
  return on(db)
    .selectFrom('recognitionEntry as e')
    .innerJoin('publicIssuer as i', 'i.tenantId', 'e.tenantId')
    .select(['e.recognitionId', 'i.name as organization', 'e.kind', 'e.units', 'e.unitCode', 'e.unitScale'])
    .select(['e.periodKey', 'e.effectiveOn', 'e.reasonCode', 'e.createdAt'])
    .where('e.educatorId', '=', personId)
    .orderBy('e.createdAt')
    .orderBy('e.seq')
    .execute()
}
