import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { mayEdit, mayRecover } from '../policy.ts'
import { findOpenRecovery, isPrivileged } from '../reads/own.ts'
import { insertRecovery, updateRecovery } from '../writes/own.ts'
import { factorsOf } from './factors.ts'
import { notifyFactorChange } from './notify.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>
const HOUR = 3_600_000

/** A lost passkey: the address is proven again, then a day passes (three for people whose roles touch others' work). */
export async function startRecovery(ctx: World): Promise<Date> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  return ctx.transact(async (tx) => {
    insist(mayRecover(await factorsOf(ctx, tx), ctx.now()))
    if (await findOpenRecovery(tx, ctx.person)) throw new Conflict('recovery-open')
    const hours = (await isPrivileged(tx)) ? 72 : 24
    const readyAt = new Date(ctx.now().getTime() + hours * HOUR)
    const id = ctx.newId()
    await insertRecovery(tx, { id, personId, startedAt: ctx.now(), readyAt })
    // The notice of the end waits in the outbox; a recovery that was cancelled or used by then sends none.
    const notice = {
      toPerson: personId,
      template: 'account.recoveryReady',
      values: { recovery: id },
      path: '/me/settings',
    }
    await post(ctx, tx, { kind: 'mail', body: notice, at: readyAt })
    await notifyFactorChange(ctx, tx, { change: 'recoveryStarted', subject: String(hours) })
    return readyAt
  })
}

/** From any session of the person, at any time before it is used. */
export async function cancelRecovery(ctx: World): Promise<void> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  await ctx.transact(async (tx) => {
    const recovery = await findOpenRecovery(tx, ctx.person)
    if (!recovery) throw new NotFound('recovery')
    await updateRecovery(tx, ctx.person, { id: recovery.id, cancelledAt: ctx.now() })
    await append(ctx, tx, { type: 'account.recoveryCancelled', subjectId: personId, personId, body: {} })
  })
}
