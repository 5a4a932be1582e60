import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { mayPromote } from '../policy.ts'
import { findPersonByEmail } from '../reads.ts'
import { updatePerson } from '../writes.ts'
import { type AccountWorld, createPerson } from './session.ts'

/** A platform administrator, made on the console of the host: the person with this address, or a new one. */
export async function promote(
  ctx: Ctx<AccountWorld>,
  { email, name }: { email: string; name: string },
): Promise<string> {
  insist(mayPromote(ctx.actor))
  const known = await ctx.transact((tx) => findPersonByEmail(tx, email))
  const personId = known ?? ctx.newId()
  const own = ctx.asSystem({ personId, job: 'console' })
  await own.transact(async (tx) => {
    if (known) await updatePerson(tx, own.person, { platformAdmin: true })
    else await createPerson(own, tx, { id: personId, name, email, locale: 'en', timeZone: 'UTC', platformAdmin: true })
    await append(own, tx, { type: 'account.promoted', subjectId: personId, personId, body: { by: ctx.actor.kind } })
  })
  return personId
}
