import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { makeSigningKey } from '../../../platform/signing.ts'
import { mayMakeKey } from '../policy.ts'
import { listKeyIds } from '../reads.ts'
import { keyId } from '../rules/did.ts'
import type { OrganizationTables } from '../tables.ts'
import { insertIssuerKey } from '../writes/keys.ts'

export interface Making {
  readonly purpose: 'award' | 'status'
  readonly notBefore: Date
  readonly notAfter?: Date | null
}

/** Made and, with this transaction, published: what is signed later finds it where everybody looks. */
export async function makeKey(
  ctx: Ctx<OrganizationTables>,
  tx: Db<OrganizationTables>,
  { purpose, notBefore, notAfter = null }: Making,
): Promise<string> {
  insist(mayMakeKey(ctx.actor))
  const id = keyId(purpose, ctx.now(), await listKeyIds(tx, ctx.scope))
  await insertIssuerKey(tx, ctx.scope, {
    ...{ id, purpose, notBefore, notAfter, madeAt: ctx.now() },
    ...makeSigningKey(ctx.keys, { tenantId: ctx.scope.tenantId, id }),
  })
  return id
}
