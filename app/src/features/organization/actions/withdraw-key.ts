import { Conflict, insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { forgetKey } from '../../../platform/signing.ts'
import { mayChangeKeys } from '../policy.ts'
import { getKey, getOrganizationForUpdate } from '../reads.ts'
import { endOfWithdrawn, restOf } from '../rules/keys.ts'
import { updateKeyWithdrawn } from '../writes/keys.ts'
import type { OrganizationWorld } from './found.ts'
import { makeKey } from './make-key.ts'

export interface Withdrawal {
  readonly keyId: string
  /** From when on others may have had it. */
  readonly since: Date
}

/**
 * Nobody is to believe this key any more, whatever it signed: whoever has it can write any date. Another takes the rest of its time
 * at once; answers its id. A second word about the same key may move the time back, and does nothing else.
 */
export async function withdrawKey(ctx: Ctx<OrganizationWorld>, { keyId, since }: Withdrawal): Promise<string | null> {
  insist(mayChangeKeys(ctx.actor, ctx.now()))
  if (since > ctx.now()) throw new Conflict('key-since-later')
  const replacedBy = await ctx.transact(async (tx) => {
    await getOrganizationForUpdate(tx, ctx.scope)
    const key = await getKey(tx, ctx.scope, keyId)
    if (key.state === 'compromised' && key.since && key.since <= since) return null
    const rest = restOf(key, ctx.now())
    await updateKeyWithdrawn(tx, ctx.scope, { id: keyId, since, notAfter: endOfWithdrawn(key, ctx.now()) })
    const { purpose } = key
    const next = rest && (await makeKey(ctx, tx, { purpose, ...rest }))
    await append(ctx, tx, {
      type: 'organization.keyWithdrawn',
      subjectId: ctx.scope.tenantId,
      body: { keyId, purpose, since: since.toISOString(), replacedBy: next },
    })
    return next
  })
  forgetKey({ tenantId: ctx.scope.tenantId, id: keyId })
  return replacedBy
}
