import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import { takeOne } from '../../../platform/count.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { violated } from '../../../platform/db.ts'
import { RateLimited } from '../../../platform/failure.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { hashToken } from '../../../platform/session.ts'
import type { NewEmail, ThatOne, TypedCode } from '../model.ts'
import { mayLeaveWays, mayRemoveEmail } from '../policy.ts'
import { countWays } from '../reads/own.ts'
import { findOpenProof, type SignInRow } from '../reads/sign-in.ts'
import { findPrimaryEmail, listOwnEmails, listSessions } from '../reads.ts'
import { SIGN_IN_MINUTES, startPause, startsOfAddress } from '../rules/sign-in-limits.ts'
import type { SignInKind } from '../tables.ts'
import { clearPrimaryEmail, deleteEmail, updateEmail, updateSessionProof } from '../writes/own.ts'
import { insertProof, supersedeProofs } from '../writes/sign-in.ts'
import { insertEmail } from '../writes.ts'
import { insistFactors } from './factors.ts'
import { notifyFactorChange } from './notify.ts'
import { mailCode, markOf } from './secrets.ts'
import type { AccountWorld } from './session.ts'
import { insistProven, tryCode, waitFor } from './sign-in.ts'

type World = Ctx<AccountWorld>
type Tx = Db<AccountWorld>
type MailedKind = Extract<SignInKind, 'address' | 'confirm'>
const MOST_ADDRESSES = 5

/** The proof that this session began last, by a code mailed to an address. */
export async function openCode(ctx: World, tx: Tx, kind: MailedKind): Promise<SignInRow | undefined> {
  if (!ctx.sessionId) return undefined
  return findOpenProof(tx, { kind, browserHash: hashToken(ctx.sessionId), at: ctx.now() })
}

async function mailACode(ctx: World, tx: Tx, { kind, email }: { kind: MailedKind; email: string }): Promise<void> {
  const own = `${kind} ${ctx.person.personId} ${markOf(ctx.keys, email)}`
  const pause = await takeOne(tx, [startPause(own)], ctx.now())
  if (pause > 0 && (await openCode(ctx, tx, kind))?.email === email) return
  const wait = pause || (await takeOne(tx, startsOfAddress(own), ctx.now()))
  if (wait > 0) throw new RateLimited(wait)
  // One's own address is nobody else's to use up. Of another nothing is told: its holder may have had enough letters.
  const room = kind === 'confirm' || (await waitFor(ctx, tx, markOf(ctx.keys, email))) === 0
  const id = ctx.newId()
  if (room) await supersedeProofs(tx, { kind, email, at: ctx.now(), known: false })
  await insertProof(tx, {
    id,
    kind,
    email,
    personId: ctx.person.personId,
    tokenHash: room ? hashToken(id) : null,
    browserHash: hashToken(ctx.sessionId ?? ''),
    createdAt: ctx.now(),
    expiresAt: new Date(ctx.now().getTime() + SIGN_IN_MINUTES * 60_000),
  })
  if (room)
    await postMail(ctx, tx, {
      toAddress: email,
      template: 'account.code',
      values: { proof: id, minutes: SIGN_IN_MINUTES },
      locale: ctx.locale,
    })
}

/** The address that the founder of the site typed: a code to it, for the session that just began. */
export async function mailFounder(ctx: World, tx: Tx, email: string): Promise<void> {
  const [session] = await listSessions(tx, ctx.person, ctx.now())
  await mailACode({ ...ctx, sessionId: session?.id ?? null }, tx, { kind: 'address', email })
}

/** Whether somebody else has it is told to nobody: the code goes to the address, and only its holder learns more. */
export async function addEmail(ctx: World, { email }: NewEmail): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistFactors(ctx, tx)
    const own = await listOwnEmails(tx, ctx.person)
    if (own.length >= MOST_ADDRESSES) throw new Conflict('addresses-full')
    if (own.some((row) => row.email.toLowerCase() === email && row.verifiedAt)) throw new Conflict('address-yours')
    await mailACode(ctx, tx, { kind: 'address', email })
  })
}

export async function proveEmail(ctx: World, { code }: TypedCode): Promise<void> {
  const outcome = await ctx.transact(async (tx) => {
    const proof = await openCode(ctx, tx, 'address')
    return proof ? tryCode(ctx, tx, { proof, typed: code, code: mailCode(ctx.keys, proof.id) }) : 'over'
  })
  const { email } = insistProven(outcome)
  try {
    await ctx.transact((tx) => takeEmail(ctx, tx, email ?? ''))
  } catch (error) {
    if (violated(error) === 'person_email_verified') throw new Conflict('address-taken')
    throw error
  }
}

async function takeEmail(ctx: World, tx: Tx, email: string): Promise<void> {
  const { personId } = ctx.person
  const isPrimary = (await findPrimaryEmail(tx, personId)) === null
  // An address that was written down before its proof stands already.
  const row = (await listOwnEmails(tx, ctx.person)).find((own) => own.email.toLowerCase() === email.toLowerCase())
  const id = row?.id ?? ctx.newId()
  if (row) await updateEmail(tx, ctx.person, { id, verifiedAt: ctx.now(), isPrimary })
  else await insertEmail(tx, { id, personId, email, verifiedAt: ctx.now(), isPrimary, createdAt: ctx.now() })
  await notifyFactorChange(ctx, tx, { change: 'addressAdded', subject: email, addedId: id })
}

export async function removeEmail(ctx: World, { id }: ThatOne): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistFactors(ctx, tx)
    const row = (await listOwnEmails(tx, ctx.person)).find((one) => one.id === id)
    if (!row) throw new NotFound('address')
    insist(mayRemoveEmail({ verified: row.verifiedAt !== null, isPrimary: row.isPrimary }))
    if (row.verifiedAt) insist(mayLeaveWays((await countWays(tx, ctx.person)) - 1))
    // The address that goes hears of it too.
    const removed = row.verifiedAt ? row : undefined
    await notifyFactorChange(ctx, tx, { change: 'addressRemoved', subject: row.email, removed })
    await deleteEmail(tx, ctx.person, id)
  })
}

/** Where messages go and what new credentials are bound to. */
export async function preferEmail(ctx: World, { id }: ThatOne): Promise<void> {
  const { personId } = ctx.person
  await ctx.transact(async (tx) => {
    await insistFactors(ctx, tx)
    const row = (await listOwnEmails(tx, ctx.person)).find((one) => one.id === id && one.verifiedAt)
    if (!row) throw new NotFound('address')
    await clearPrimaryEmail(tx, ctx.person)
    await updateEmail(tx, ctx.person, { id, isPrimary: true })
    await append(ctx, tx, { type: 'account.primaryAddressChanged', subjectId: personId, personId, body: {} })
  })
}

/** For people without a passkey: a code to the proven address stands in before a way in changes. */
export async function mailConfirmation(ctx: World): Promise<void> {
  await ctx.transact(async (tx) => {
    const email = await findPrimaryEmail(tx, ctx.person.personId)
    if (email) await mailACode(ctx, tx, { kind: 'confirm', email })
  })
}

export async function confirm(ctx: World, { code }: TypedCode): Promise<void> {
  const outcome = await ctx.transact(async (tx) => {
    const proof = await openCode(ctx, tx, 'confirm')
    return proof ? tryCode(ctx, tx, { proof, typed: code, code: mailCode(ctx.keys, proof.id) }) : 'over'
  })
  insistProven(outcome)
  const { sessionId } = ctx
  if (sessionId) await ctx.transact((tx) => updateSessionProof(tx, ctx.person, { id: sessionId, provedAt: ctx.now() }))
}
