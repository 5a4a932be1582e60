import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
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
