import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { openCode } from '../actions/emails.ts'
import type { AccountWorld } from '../actions/session.ts'
import { mayEdit } from '../policy.ts'
import { isSetUpFinished } from '../reads/setup.ts'
import { unsentCode } from './sign-in.ts'

export interface FounderAddress {
  readonly email: string
  /** The code itself, on a machine of one's own that sends no mail. */
  readonly unsent: string | null
  /** No mail leaves: the message stands in the outbox. */
  readonly inOutbox: boolean
}

/** The address that waits for its code; null when there is nothing to prove here. */
export async function founderAddress(ctx: Ctx<AccountWorld>): Promise<FounderAddress | null> {
  insist(mayEdit(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    if (await isSetUpFinished(tx)) throw new NotFound('set-up')
    const proof = await openCode(ctx, tx, 'address')
    if (!proof?.email) return null
    const unsent = unsentCode(ctx, proof)
    return { email: proof.email, unsent, inOutbox: unsent === null && !ctx.settings.mailLeaves }
  })
}
