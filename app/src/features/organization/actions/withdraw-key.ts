import { Invalid, insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { forgetKey, opensKey } from '../../../platform/signing.ts'
import { mayChangeKeys } from '../policy.ts'
import { getKey, getOrganizationForUpdate } from '../reads.ts'
import { doubtedFrom, endOfWithdrawn, restOf } from '../rules/keys.ts'
import { updateKeyWithdrawn } from '../writes/keys.ts'
import type { OrganizationWorld } from './found.ts'
import { makeKey } from './make-key.ts'

type World = Ctx<OrganizationWorld>

export interface Withdrawal {
  readonly keyId: string
  /** From when on others may have had it. */
  readonly since: Date
}

/**
 * Nobody is to believe this key any more, whatever it signed: whoever has it can write any date. Another takes the rest of its time
 * at once; answers its id. A second word about the same key may move the time back, and does nothing else.
 */
export async function withdrawKey(ctx: World, withdrawal: Withdrawal): Promise<string | null> {
  insist(mayChangeKeys(ctx.actor, ctx.now()))
  const replacedBy = await ctx.transact(async (tx) => {
    await getOrganizationForUpdate(tx, ctx.scope)
    return withdrawWithin(ctx, tx, withdrawal)
  })
  forgetKey({ tenantId: ctx.scope.tenantId, id: withdrawal.keyId })
  return replacedBy
}

/** The same in a transaction that holds the organization already; the caller forgets the key once it is over. */
export async function withdrawWithin(
  ctx: World,
  tx: Db<OrganizationWorld>,
  { keyId, since: asked }: Withdrawal,
): Promise<string | null> {
  insistPast(asked, ctx.now())
  const key = await getKey(tx, ctx.scope, keyId)
  const since = doubtedFrom(asked, key)
  const again = key.state === 'compromised'
  if (again && key.since && key.since <= since) return null
  // Where the master key is lost the site issues nothing, and a withdrawal does not change that.
  const rest = opensKey(ctx.keys, { tenantId: ctx.scope.tenantId, key }) ? restOf(key, ctx.now()) : null
  await updateKeyWithdrawn(tx, ctx.scope, { id: keyId, since, notAfter: endOfWithdrawn(key, ctx.now()) })
  const { purpose } = key
  const replacedBy = rest && (await makeKey(ctx, tx, { purpose, ...rest }))
  await append(ctx, tx, {
    type: 'organization.keyWithdrawn',
    subjectId: ctx.scope.tenantId,
    body: { keyId, purpose, since: since.toISOString(), replacedBy, again },
  })
  return replacedBy
}

export function insistPast(since: Date, now: Date): void {
  if (since > now) throw new Invalid('check-fields', { since: 'organization.keys.since.later' })
}
