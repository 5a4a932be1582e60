import { sql } from 'kysely'
import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
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

/** The holder's own credential of this stack, of whichever issuer. */
export async function findOwnStackAward(
  db: Db<CredentialTables>,
  { personId }: PersonScope,
  code: string,
): Promise<{ publicId: string } | undefined> {
  return on(db)
    .selectFrom('credential')
    .select('publicId')
    .where('learnerId', '=', personId)
    .where('stackCode', '=', code)
    .where('state', '=', 'published')
    .where('revokedAt', 'is', null)
    .orderBy('awardedAt')
    .executeTakeFirst()
}

/** What one issuer awarded to one person and is in force at that moment: of each micro-credential the newest edition, once. */
export async function listHeldHere(
  db: Db<CredentialTables & CatalogTables>,
  { tenantId }: TenantScope,
  { learnerId, at }: { learnerId: string; at: Date },
): Promise<{ credentialId: string; achievementId: string; version: string }[]> {
  return on(db)
    .selectFrom('credential as c')
    .innerJoin('achievementVersion as v', 'v.id', 'c.achievementVersionId')
    .distinctOn('v.achievementId')
    .select(['c.id as credentialId', 'v.achievementId', 'v.version'])
    .where('c.tenantId', '=', tenantId)
    .where('c.learnerId', '=', learnerId)
    .where('c.state', '=', 'published')
    .where('c.revokedAt', 'is', null)
    .where((is) => is.or([is('c.validUntil', 'is', null), is('c.validUntil', '>', at)]))
    .orderBy('v.achievementId')
    .orderBy(sql`string_to_array(v.version, '.')::int[]`, 'desc')
    .orderBy('c.awardedAt', 'desc')
    .execute()
}
