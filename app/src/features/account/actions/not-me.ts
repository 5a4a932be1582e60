import * as z from 'zod'
import { Conflict, Invalid, insist, insistOpen } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { hashToken } from '../../../platform/session.ts'
import type { Reopen } from '../model.ts'
import { mayCancelErasure, mayLeaveWays, mayReopen } from '../policy.ts'
import { findOpenErasure } from '../reads/erasures.ts'
import { countWays, findOpenRecovery } from '../reads/own.ts'
import { findProofByToken, type SignInRow } from '../reads/sign-in.ts'
import { findPersonByEmail } from '../reads.ts'
import { updateErasure } from '../writes/erasures.ts'
import {
  deleteFactors,
  deleteFactorsSince,
  endOtherSessions,
  freezePerson,
  reopenPerson,
  updateRecovery,
} from '../writes/own.ts'
import { useProof } from '../writes/sign-in.ts'
import { insertEmail } from '../writes.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>
const Undo = z.object({
  addedId: z.uuid().nullable().default(null),
  removedSince: z.coerce.date().nullable().default(null),
})

/** "This was not me": every visit ends and the account is shut until a person of the installation opens it again. */
export async function freezeByLink(ctx: World, token: string): Promise<void> {
  const finder = ctx.asSystem({ job: 'not-me' })
  const proof = await finder.transact(async (tx) => {
    const found = await findProofByToken(tx, { kind: 'notMe', tokenHash: hashToken(token), at: ctx.now() })
    return found && (await useProof(tx, { id: found.id, at: ctx.now() })) ? found : null
  })
  if (!proof?.personId) throw new Conflict('link-over')
  const { personId } = proof
  const own = ctx.asSystem({ job: 'not-me', personId })
  await own.transact(async (tx) => {
    await freezePerson(tx, own.person, ctx.now())
    await endOtherSessions(tx, own.person, { keep: null, at: ctx.now() })
    const recovery = await findOpenRecovery(tx, own.person)
    if (recovery) await updateRecovery(tx, own.person, { id: recovery.id, cancelledAt: ctx.now() })
    await keepFromErasing(own, tx)
    const removed = await undoChange(own, tx, proof)
    await append(own, tx, { type: 'account.frozen', subjectId: personId, personId, body: { removed } })
  })
}

/** Whoever was in may also have asked to erase everything: a shut account is kept until its owner is heard. */
async function keepFromErasing(own: World, tx: Db<AccountWorld>): Promise<void> {
  const { personId } = own.person
  const erasure = await findOpenErasure(tx, own.person, { lock: true })
  if (!erasure || erasure.begunAt) return
  await updateErasure(tx, own.person, { id: erasure.id, cancelledAt: own.now() })
  await append(own, tx, { type: 'account.erasureCancelled', subjectId: erasure.id, personId, body: {} })
}

/** What came by the change or after it goes; a proven address that went comes back, unless somebody else has proven it since. */
async function undoChange(own: World, tx: Db<AccountWorld>, { body, email, createdAt }: SignInRow): Promise<number> {
  const { personId } = own.person
  const { addedId, removedSince } = Undo.parse(body)
  const removed = await deleteFactorsSince(tx, own.person, { id: addedId, since: createdAt })
  if (email && (await findPersonByEmail(tx, email)) === null) {
    const since = removedSince ?? createdAt
    await insertEmail(tx, { id: own.newId(), personId, email, verifiedAt: since, isPrimary: false, createdAt: since })
  }
  return removed
}

/** The operator's answer to a frozen account, after they spoke with its owner. */
export async function reopen(ctx: World, { email, remove }: Reopen): Promise<void> {
  insist(mayReopen(ctx.actor, ctx.now()))
  const own = await accountOf(ctx, email)
  const { personId } = own.person
  await own.transact(async (tx) => {
    const erasure = await findOpenErasure(tx, own.person, { lock: true })
    if (erasure) insistOpen(mayCancelErasure(erasure))
    await deleteFactors(tx, own.person, remove)
    insist(mayLeaveWays(await countWays(tx, own.person)))
    await reopenPerson(tx, own.person)
    await append(own, tx, {
      type: 'account.reopened',
      subjectId: personId,
      personId,
      body: { by: ctx.actor.id, removed: remove.length },
    })
  })
}

/** The account that this address opens, for the operator who was asked to open it again. */
export async function accountOf(ctx: World, email: string): Promise<World> {
  const finder = ctx.asSystem({ job: 'reopen' })
  const personId = await finder.transact((tx) => findPersonByEmail(tx, email))
  if (!personId) throw new Invalid('check-fields', { email: 'account.reopen.unknown' })
  return ctx.asSystem({ job: 'reopen', personId })
}
