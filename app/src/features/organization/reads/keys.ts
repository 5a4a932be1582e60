import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../tables.ts'

type Tables = Db<OrganizationTables>
const PROPOSED = ['id', 'deed', 'purpose', 'keyId', 'since', 'proposedBy', 'proposedAt'] as const

export type KeyProposal = Awaited<ReturnType<typeof listKeyProposals>>[number]

export async function listKeyProposals(db: Tables, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('keyProposal')
    .select(PROPOSED)
    .where('tenantId', '=', tenantId)
    .where('answeredAt', 'is', null)
    .orderBy('proposedAt')
    .execute()
}

export async function findKeyProposal(db: Tables, { tenantId }: TenantScope, id: string) {
  return on(db)
    .selectFrom('keyProposal')
    .select(PROPOSED)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('answeredAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

/** Whether one of these keys was withdrawn, for many organizations in one question. */
export async function withdrawnKeysOf(
  db: Tables,
  tenantIds: readonly string[],
): Promise<(key: { tenantId: string; keyId: string }) => boolean> {
  const wanted = [...new Set(tenantIds)]
  const rows =
    wanted.length === 0
      ? []
      : await on(db)
          .selectFrom('publicIssuerKey')
          .select(['tenantId', 'id'])
          .where('tenantId', 'in', wanted)
          .where('state', '=', 'compromised')
          .execute()
  const withdrawn = new Set(rows.map(({ tenantId, id }) => `${tenantId} ${id}`))
  return ({ tenantId, keyId }) => withdrawn.has(`${tenantId} ${keyId}`)
}
