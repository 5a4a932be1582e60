import { Conflict, Invalid, insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { hashToken } from '../../../platform/session.ts'
import type { NewEmail } from '../model.ts'
import { mayReopen } from '../policy.ts'
import { findOpenRecovery } from '../reads/own.ts'
import { findProofByToken } from '../reads/sign-in.ts'
import { findPersonByEmail } from '../reads.ts'
import { endOtherSessions, freezePerson, reopenPerson, updateRecovery } from '../writes/own.ts'
import { useProof } from '../writes/sign-in.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>

/** "This was not me": every visit ends and the account is shut until a person of the installation opens it again. */
export async function freezeByLink(ctx: World, token: string): Promise<void> {
  const finder = ctx.asSystem({ job: 'not-me' })
  const personId = await finder.transact(async (tx) => {
    const proof = await findProofByToken(tx, { kind: 'notMe', tokenHash: hashToken(token), at: ctx.now() })
    return proof && (await useProof(tx, { id: proof.id, at: ctx.now() })) ? proof.personId : null
  })
  if (!personId) throw new Conflict('link-over')
  const own = ctx.asSystem({ job: 'not-me', personId })
  await own.transact(async (tx) => {
    await freezePerson(tx, own.person, ctx.now())
    await endOtherSessions(tx, own.person, { keep: null, at: ctx.now() })
    const recovery = await findOpenRecovery(tx, own.person)
    if (recovery) await updateRecovery(tx, own.person, { id: recovery.id, cancelledAt: ctx.now() })
    await append(own, tx, { type: 'account.frozen', subjectId: personId, personId, body: {} })
  })
}

/** The operator's answer to a frozen account, after they spoke with its owner. */
export async function reopen(ctx: World, { email }: NewEmail): Promise<void> {
  insist(mayReopen(ctx.actor, ctx.now()))
  const finder = ctx.asSystem({ job: 'reopen' })
  const personId = await finder.transact((tx) => findPersonByEmail(tx, email))
  if (!personId) throw new Invalid('check-fields', { email: 'account.reopen.unknown' })
  const own = ctx.asSystem({ job: 'reopen', personId })
  await own.transact(async (tx) => {
    await reopenPerson(tx, own.person)
    await append(own, tx, {
      type: 'account.reopened',
      subjectId: personId,
      personId,
      body: { by: ctx.actor.id },
    })
  })
}
