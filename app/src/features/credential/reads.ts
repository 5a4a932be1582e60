import { NotFound } from '../../lib/refusal.ts'
import { type Db, on, type PersonScope, type TenantScope } from '../../platform/ctx.ts'
import type { CredentialTables, RevocationReason } from './tables.ts'

export type CredentialRow = Omit<
  CredentialTables['credential'],
  | 'preparedBytes'
  | 'preparedDigest'
  | 'logEntryId'
  | 'signedBytes'
  | 'signedDigest'
  | 'refusal'
  | 'visibility'
  | 'supersedesId'
  | 'stackBasisId'
  | 'stackCode'
  | 'lapsesAt'
  | 'revokedAt'
  | 'revokedReason'
  | 'publishedAt'
  | 'seenAt'
  | 'takenSeenAt'
  | 'erasedAt'
> & {
  preparedBytes: Buffer | null
  preparedDigest: string | null
  logEntryId: number | null
  signedBytes: Buffer | null
  signedDigest: string | null
  refusal: string | null
  visibility: 'private' | 'link' | 'public'
  supersedesId: string | null
  stackBasisId: string | null
  stackCode: string | null
  lapsesAt: Date | null
  revokedAt: Date | null
  revokedReason: RevocationReason | null
  publishedAt: Date | null
  seenAt: Date | null
  takenSeenAt: Date | null
  erasedAt: Date | null
}

export async function findCredential(
  db: Db<CredentialTables>,
  scope: TenantScope,
  id: string,
): Promise<CredentialRow | undefined> {
  return on(db)
    .selectFrom('credential')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function getCredential(db: Db<CredentialTables>, scope: TenantScope, id: string): Promise<CredentialRow> {
  const row = await findCredential(db, scope, id)
  if (!row) throw new NotFound('credential')
  return row
}

export async function getCredentialForUpdate(
  db: Db<CredentialTables>,
  scope: TenantScope,
  id: string,
): Promise<CredentialRow> {
  const row = await on(db)
    .selectFrom('credential')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('credential')
  return row
}

export async function findEdition(
  db: Db<CredentialTables>,
  scope: TenantScope,
  { submissionId, edition }: { submissionId: string; edition: number },
) {
  return on(db)
    .selectFrom('credential')
    .select(['id', 'state'])
    .where('tenantId', '=', scope.tenantId)
    .where('submissionId', '=', submissionId)
    .where('edition', '=', edition)
    .executeTakeFirst()
}

/** The holder's own, in every tenant, newest first. */
export async function listOwnCredentials(db: Db<CredentialTables>, person: PersonScope): Promise<CredentialRow[]> {
  return on(db)
    .selectFrom('credential')
    .selectAll()
    .where('learnerId', '=', person.personId)
    .where('state', '=', 'published')
    .orderBy('awardedAt', 'desc')
    .limit(200)
    .execute()
}

export async function findOwnCredential(
  db: Db<CredentialTables>,
  person: PersonScope,
  publicId: string,
): Promise<CredentialRow | undefined> {
  return on(db)
    .selectFrom('credential')
    .selectAll()
    .where('learnerId', '=', person.personId)
    .where('publicId', '=', publicId)
    .executeTakeFirst()
}

/** What one organization awarded, newest first; `before` is the last row of the page before. */
export async function listAwarded(
  db: Db<CredentialTables>,
  scope: TenantScope,
  { before, limit, keyId }: { before?: { awardedAt: Date; id: string }; limit: number; keyId?: string },
) {
  let query = on(db)
    .selectFrom('credential')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('state', '=', 'published')
  if (keyId) query = query.where('keyId', '=', keyId)
  if (before)
    query = query.where((is) =>
      is.or([
        is('awardedAt', '<', before.awardedAt),
        is.and([is('awardedAt', '=', before.awardedAt), is('id', '<', before.id)]),
      ]),
    )
  return query.orderBy('awardedAt', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

/** How many bear this key's signature, and how many of them since a time. */
export async function countSigned(
  db: Db<CredentialTables>,
  scope: TenantScope,
  { keyId, since }: { keyId: string; since: Date | null },
): Promise<{ all: number; since: number }> {
  const row = await on(db)
    .selectFrom('credential')
    .select(({ fn, lit }) => [
      fn.countAll<number>().as('all'),
      since ? fn.countAll<number>().filterWhere('proofCreated', '>=', since).as('since') : lit(0).as('since'),
    ])
    .where('tenantId', '=', scope.tenantId)
    .where('keyId', '=', keyId)
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
  return { all: Number(row.all), since: Number(row.since) }
}

/** Published, whatever its visibility: only routes that honor it may show more than its existence. */
export async function findPublished(
  db: Db<CredentialTables>,
  publicId: string,
): Promise<CredentialTables['publicCredential'] | undefined> {
  return on(db).selectFrom('publicCredential').selectAll().where('publicId', '=', publicId).executeTakeFirst()
}

/** Whether its holder had it erased: the address stays and says so. */
export async function isErased(db: Db<CredentialTables>, publicId: string): Promise<boolean> {
  const row = await on(db)
    .selectFrom('publicErasedCredential')
    .select('publicId')
    .where('publicId', '=', publicId)
    .executeTakeFirst()
  return row !== undefined
}

export async function findStatusListVersion(
  db: Db<CredentialTables>,
  { slug, n, at }: { slug: string; n: number; at: Date | null },
) {
  let query = on(db).selectFrom('publicStatusList').selectAll().where('slug', '=', slug).where('n', '=', n)
  if (at) query = query.where('validFrom', '<=', at)
  return query.orderBy('validFrom', 'desc').limit(1).executeTakeFirst()
}

export async function listRevoked(db: Db<CredentialTables>, slug: string) {
  return on(db).selectFrom('publicRevocation').selectAll().where('slug', '=', slug).orderBy('revokedAt').execute()
}

/** The list with room, locked: two awards never take one index. */
export async function lockOpenList(db: Db<CredentialTables>, scope: TenantScope) {
  return on(db)
    .selectFrom('statusList')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('purpose', '=', 'revocation')
    .where('used', '<', 65_536)
    .orderBy('n', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

export async function getStatusListForUpdate(db: Db<CredentialTables>, scope: TenantScope, id: string) {
  return on(db)
    .selectFrom('statusList')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export async function listLists(db: Db<CredentialTables>, scope: TenantScope): Promise<{ id: string; n: number }[]> {
  return on(db)
    .selectFrom('statusList')
    .select(['id', 'n'])
    .where('tenantId', '=', scope.tenantId)
    .orderBy('n')
    .execute()
}

export async function isIndexTaken(
  db: Db<CredentialTables>,
  scope: TenantScope,
  { listId, index }: { listId: string; index: number },
): Promise<boolean> {
  const row = await on(db)
    .selectFrom('credential')
    .select('id')
    .where('tenantId', '=', scope.tenantId)
    .where('statusListId', '=', listId)
    .where('statusIndex', '=', index)
    .executeTakeFirst()
  return row !== undefined
}

export async function newestListVersion(db: Db<CredentialTables>, scope: TenantScope, listId: string) {
  return on(db)
    .selectFrom('statusListVersion')
    .select(['validFrom', 'bytes', 'digest'])
    .where('tenantId', '=', scope.tenantId)
    .where('statusListId', '=', listId)
    .orderBy('validFrom', 'desc')
    .limit(1)
    .executeTakeFirst()
}
