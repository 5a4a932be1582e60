import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { CredentialTables } from '../tables.ts'

/** The micro-credentials this person holds in force at that moment, with the version each was awarded for. */
export async function listHeldVersions(
  db: Db<CredentialTables & CatalogTables>,
  { personId }: PersonScope,
  at: Date,
): Promise<{ achievementId: string; version: string }[]> {
  return on(db)
    .selectFrom('credential as c')
    .innerJoin('achievementVersion as v', 'v.id', 'c.achievementVersionId')
    .select(['v.achievementId', 'v.version'])
    .where('c.learnerId', '=', personId)
    .where('c.state', '=', 'published')
    .where('c.revokedAt', 'is', null)
    .where((is) => is.or([is('c.validUntil', 'is', null), is('c.validUntil', '>', at)]))
    .execute()
}
