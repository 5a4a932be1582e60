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

/** Stacks and pathways whose award this person holds, of whichever issuer. */
export async function listOwnStackAwards(db: Db<CredentialTables>, { personId }: PersonScope): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('credential')
    .select('stackCode')
    .distinct()
    .where('learnerId', '=', personId)
    .where('stackCode', 'is not', null)
    .where('state', '=', 'published')
    .where('revokedAt', 'is', null)
    .execute()
  return rows.flatMap(({ stackCode }) => stackCode ?? [])
}

/** The awards of stacks that one issuer made to one person and that stand. */
export async function listStackAwardsHere(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  learnerId: string,
): Promise<{ credentialId: string; code: string }[]> {
  return on(db)
    .selectFrom('credential')
    .select('id as credentialId')
    .select((is) => is.ref('stackCode').$notNull().as('code'))
    .where('tenantId', '=', tenantId)
    .where('learnerId', '=', learnerId)
    .where('stackCode', 'is not', null)
    .where('state', '=', 'published')
    .where('revokedAt', 'is', null)
    .orderBy('awardedAt')
    .orderBy('id')
    .execute()
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

/** Whoever holds something in force that this key signed, person by person, with how many of them. */
export async function listHolders(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { keyId, after, limit }: { keyId: string; after: string | null; limit: number },
): Promise<{ learnerId: string; count: number }[]> {
  let query = on(db)
    .selectFrom('credential')
    .select(({ fn }) => ['learnerId', fn.countAll<string>().as('count')])
    .where('tenantId', '=', tenantId)
    .where('keyId', '=', keyId)
    .where('state', '=', 'published')
    .where('revokedAt', 'is', null)
    .where('erasedAt', 'is', null)
  if (after) query = query.where('learnerId', '>', after)
  const rows = await query.groupBy('learnerId').orderBy('learnerId').limit(limit).execute()
  return rows.map(({ learnerId, count }) => ({ learnerId, count: Number(count) }))
}
