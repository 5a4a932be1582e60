import type { Insertable, Updateable } from 'kysely'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { CredentialTables, Visibility } from './tables.ts'

type Own<T> = Omit<T, 'tenantId'>

/** The only way a credential row comes to be; a trigger asks for the earned decision behind it. */
export async function insertAward(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  row: Own<Insertable<CredentialTables['credential']>>,
): Promise<void> {
  await on(db)
    .insertInto('credential')
    .values({ tenantId, ...row })
    .execute()
}

/** What a stack's award rests on, before the award itself: its row is refused without. */
export async function insertBasis(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { basis, parts }: { basis: Own<Insertable<CredentialTables['stackBasis']>>; parts: readonly string[] },
): Promise<void> {
  await on(db)
    .insertInto('stackBasis')
    .values({ tenantId, ...basis })
    .execute()
  const { id: stackBasisId, learnerId } = basis
  await on(db)
    .insertInto('basisPart')
    .values(parts.map((credentialId, place) => ({ tenantId, stackBasisId, credentialId, learnerId, place })))
    .execute()
}

export async function updateAward(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { id, ...set }: Updateable<CredentialTables['credential']> & { id: string },
): Promise<void> {
  await on(db).updateTable('credential').set(set).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

export async function updateVisibility(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { id, visibility }: { id: string; visibility: Visibility },
): Promise<void> {
  await on(db)
    .updateTable('credential')
    .set({ visibility })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Whether this was the first time. */
export async function updateSeen(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { id, at, taken }: { id: string; at: Date; taken: boolean },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('credential')
    .set(taken ? { takenSeenAt: at } : { seenAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where(taken ? 'takenSeenAt' : 'seenAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertStatusList(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  row: Own<CredentialTables['statusList']>,
): Promise<void> {
  await on(db)
    .insertInto('statusList')
    .values({ tenantId, ...row })
    .execute()
}

export async function updateStatusList(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { id, ...set }: { id: string; used?: number; bits?: Buffer },
): Promise<void> {
  await on(db).updateTable('statusList').set(set).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}

export async function appendListVersion(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  row: Own<CredentialTables['statusListVersion']>,
): Promise<void> {
  await on(db)
    .insertInto('statusListVersion')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertShare(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  row: Own<CredentialTables['credentialShare']>,
): Promise<void> {
  await on(db)
    .insertInto('credentialShare')
    .values({ tenantId, ...row })
    .execute()
}

/** The organization it was open to, or null when nothing was. */
export async function updateShareEnd(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { id, credentialId, endedAt }: { id: string; credentialId: string; endedAt: Date },
): Promise<string | null> {
  const row = await on(db)
    .updateTable('credentialShare')
    .set({ endedAt })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('credentialId', '=', credentialId)
    .where('endedAt', 'is', null)
    .returning('toTenant')
    .executeTakeFirst()
  return row?.toTenant ?? null
}
