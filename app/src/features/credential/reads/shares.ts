import { type Db, on, type PersonScope, type TenantScope } from '../../../platform/ctx.ts'
import type { CredentialTables } from '../tables.ts'

/** Whether the holder has this credential open to that organization now. */
export async function hasOpenShare(
  db: Db<CredentialTables>,
  { tenantId }: TenantScope,
  { credentialId, toTenant }: { credentialId: string; toTenant: string },
): Promise<boolean> {
  const row = await on(db)
    .selectFrom('credentialShare')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('credentialId', '=', credentialId)
    .where('toTenant', '=', toTenant)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

export interface OpenShare {
  readonly id: string
  readonly toTenant: string
  readonly sharedAt: Date
}

/** To which organizations its holder has this credential open now. */
export async function listOpenShares(
  db: Db<CredentialTables>,
  { personId }: PersonScope,
  credentialId: string,
): Promise<OpenShare[]> {
  return on(db)
    .selectFrom('credentialShare')
    .select(['id', 'toTenant', 'sharedAt'])
    .where('learnerId', '=', personId)
    .where('credentialId', '=', credentialId)
    .where('endedAt', 'is', null)
    .orderBy('sharedAt')
    .execute()
}
