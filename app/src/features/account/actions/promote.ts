import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { mayPromote } from '../policy.ts'
import { findPersonAwaited, findPersonByEmail } from '../reads.ts'
import { updatePerson } from '../writes.ts'
import { type AccountWorld, createPerson } from './session.ts'

/** A platform administrator, made on the console of the host: the person with this address, or a new one. */
export async function promote(
  ctx: Ctx<AccountWorld>,
  { email, name }: { email: string; name: string },
): Promise<string> {
  insist(mayPromote(ctx.actor))
  const known = await ctx.transact(
    async (tx) => (await findPersonByEmail(tx, email)) ?? (await findPersonAwaited(tx, email)),
  )
  const personId = known ?? ctx.newId()
  const own = ctx.asSystem({ personId, job: 'console' })
  await own.transact(async (tx) => {
    if (known) await updatePerson(tx, own.person, { platformAdmin: true })
    else {
      const person = { id: personId, name, email, locale: 'en', timeZone: 'UTC', platformAdmin: true } as const
      await createPerson(own, tx, { ...person, proven: false })
    }
    await append(own, tx, { type: 'account.promoted', subjectId: personId, personId, body: { by: ctx.actor.kind } })
  })
  return personId
}
