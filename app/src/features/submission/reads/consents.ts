import { sql } from 'kysely'
import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { Searched } from '../../catalog/rules/translation.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { SubmissionStatus } from '../model.ts'
import type { ConsentRow, SubmissionTables } from '../tables.ts'

type Tables = Db<SubmissionTables>

/** What may still be chosen for a piece. */
export async function listConsents(db: Tables, { personId }: PersonScope): Promise<ConsentRow[]> {
  return on(db)
    .selectFrom('consent')
    .selectAll()
    .where('personId', '=', personId)
    .where('withdrawnAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute()
}

/** Whether content that this statement covers is still kept anywhere. */
export async function isConsentInUse(db: Tables, { personId }: PersonScope, consentId: string): Promise<boolean> {
  const row = await on(db)
    .selectFrom('evidence')
    .select('id')
    .where('learnerId', '=', personId)
    .where('consentId', '=', consentId)
    .where('erasedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Every statement of one person, the newest first, withdrawn ones too. */
export async function listAllConsents(db: Tables, { personId }: PersonScope): Promise<ConsentRow[]> {
  return on(db)
    .selectFrom('consent')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
}

/** Held until the transaction ends: nothing comes under a statement while it is withdrawn. */
export async function findConsentForUpdate(
  db: Tables,
  { personId }: PersonScope,
  id: string,
): Promise<ConsentRow | undefined> {
  return on(db)
    .selectFrom('consent')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export interface ConsentUse {
  readonly consentId: string
  readonly tenantId: string
  readonly submissionId: string
  readonly title: string
  readonly status: SubmissionStatus
  readonly pieces: number
}

const title = sql<string>`coalesce(t.title, v.title)`

/** The work that keeps content under these statements, in whatever organization it lies. */
export async function listConsentUses(
  db: Db<SubmissionTables & CatalogTables>,
  { personId }: PersonScope,
  consentIds: readonly string[],
  language?: Searched,
): Promise<ConsentUse[]> {
  if (consentIds.length === 0) return []
  const rows = await on(db)
    .selectFrom('evidence as e')
    .innerJoin('submission as s', (join) =>
      join.onRef('s.tenantId', '=', 'e.tenantId').onRef('s.id', '=', 'e.submissionId'),
    )
    .innerJoin('achievementVersion as v', 'v.id', 's.achievementVersionId')
    .leftJoin('achievementTranslation as t', (join) =>
      join.onRef('t.achievementVersionId', '=', 'v.id').on('t.language', '=', language ?? ''),
    )
    .select(['e.consentId', 'e.tenantId', 'e.submissionId', title.as('title'), 's.status'])
    .select((is) => is.fn.countAll<number>().as('pieces'))
    .where('e.learnerId', '=', personId)
    .where('e.consentId', 'in', consentIds)
    .where('e.erasedAt', 'is', null)
    .groupBy(['e.consentId', 'e.tenantId', 'e.submissionId', title, 's.status'])
    .orderBy(title)
    .orderBy('e.submissionId')
    .execute()
  return rows.map(({ consentId, pieces, ...row }) => ({ ...row, consentId: consentId ?? '', pieces: Number(pieces) }))
}
