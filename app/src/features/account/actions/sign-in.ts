import type { Counter } from '../../../lib/counter.ts'
import { base64url } from '../../../lib/ids.ts'
import { Conflict, Invalid } from '../../../lib/refusal.ts'
import { takeOne } from '../../../platform/count.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { RateLimited } from '../../../platform/failure.ts'
import { linkToken } from '../../../platform/link-token.ts'
import { postMail } from '../../../platform/mail.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { hashToken } from '../../../platform/session.ts'
import type { StartSignIn, TypedCode, UseLink } from '../model.ts'
import { findOpenProof, findProofByToken, type SignInRow } from '../reads/sign-in.ts'
import {
  CODE_TRIES,
  codeTries,
  codeTriesAtHome,
  SIGN_IN_MINUTES,
  startPause,
  startsOfAddress,
  startsOfNetwork,
} from '../rules/sign-in-limits.ts'
import { countTry, insertProof, supersedeProofs, useProof } from '../writes/sign-in.ts'
import { enterAs, personOfAddress } from './enter.ts'
import { markHere } from './known-browser.ts'
import { mailCode, markOf, sameCode, shownCode } from './secrets.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>
type Tx = Db<AccountWorld>

/**
 * Nobody is looked up here: a known address, a new one and one over its limit get the same answer at the same speed.
 * The message is written and sent by the outbox.
 */
export async function startSignIn(ctx: World, { email, next }: StartSignIn): Promise<Redirect> {
  const own = ctx.asSystem({ job: 'sign-in' })
  const crowd = await own.transact((tx) => takeOne(tx, [startsOfNetwork(ctx.visitor.network)], ctx.now()))
  if (crowd > 0) throw new RateLimited(crowd)
  return own.transact(async (tx) => {
    const here = markHere(ctx, email)
    const room = (await waitFor(own, tx, here ?? markOf(ctx.keys, email))) === 0
    const mine = await openHere(ctx, tx)
    if (!room && mine?.email === email && mine.tokenHash) return redirect('/sign-in/code')
    const browser = base64url(ctx.random(32))
    await openProof(own, tx, { email, next: next ?? null, browser, room, known: here !== null })
    return redirect('/sign-in/code', { cookies: [{ name: 'pre', value: browser, maxAge: SIGN_IN_MINUTES * 60 }] })
  })
}

/** A pause of a minute comes first, so that a double press does not use up the quarter of an hour. */
export async function waitFor(ctx: World, tx: Tx, mark: string): Promise<number> {
  return takeOne(tx, [startPause(mark), ...startsOfAddress(mark)], ctx.now())
}

interface Opening {
  readonly email: string
  readonly next: string | null
  readonly browser: string
  readonly room: boolean
  /** Begun in a browser that signed in with this address before. */
  readonly known: boolean
}

/** Over the limit there is a page and no message: what is seen does not change, and an earlier message stays good. */
async function openProof(ctx: World, tx: Tx, { email, next, browser, room, known }: Opening): Promise<void> {
  const id = ctx.newId()
  if (room) await supersedeProofs(tx, { kind: 'email', email, at: ctx.now(), known })
  await insertProof(tx, {
    id,
    kind: 'email',
    email,
    personId: null,
    tokenHash: room ? hashToken(linkToken(ctx.keys, 'account.signIn', id)) : null,
    browserHash: hashToken(browser),
    body: JSON.stringify({ next, known }),
    createdAt: ctx.now(),
    expiresAt: new Date(ctx.now().getTime() + SIGN_IN_MINUTES * 60_000),
  })
  if (room)
    await postMail(ctx, tx, {
      toAddress: email,
      template: 'account.signIn',
      values: { proof: id, link: id, minutes: SIGN_IN_MINUTES },
      path: '/sign-in/link/:token',
      locale: ctx.locale,
    })
}

async function openHere(ctx: World, tx: Tx): Promise<SignInRow | undefined> {
  if (!ctx.visitor.browser) return undefined
  return findOpenProof(tx, { kind: 'email', browserHash: hashToken(ctx.visitor.browser), at: ctx.now() })
}

/** The code of the mail, typed in the browser that asked for it. */
export async function enterByCode(ctx: World, { code }: TypedCode): Promise<Redirect> {
  const own = ctx.asSystem({ job: 'sign-in' })
  const outcome = await own.transact(async (tx) => {
    const proof = await openHere(ctx, tx)
    return proof ? tryCode(own, tx, { proof, typed: code, code: mailCode(ctx.keys, proof.id) }) : 'over'
  })
  return finish(ctx, outcome)
}

/** The link of the mail: one press where it was asked for; elsewhere the number that only that browser shows. */
export async function enterByLink(ctx: World, { code = '' }: UseLink, token: string): Promise<Redirect> {
  const own = ctx.asSystem({ job: 'sign-in' })
  const outcome = await own.transact(async (tx) => {
    const proof = await findProofByToken(tx, { kind: 'email', tokenHash: hashToken(token), at: ctx.now() })
    if (!proof) return 'over'
    if (isBoundHere(ctx, proof)) return (await useProof(tx, { id: proof.id, at: ctx.now() })) ? proof : 'over'
    const typed = code.replace(/[\s-]/g, '')
    return tryCode(own, tx, { proof, typed, code: shownCode(ctx.keys, proof.id) })
  })
  return finish(ctx, outcome)
}

export function isBoundHere(ctx: World, proof: Pick<SignInRow, 'browserHash'>): boolean {
  return ctx.visitor.browser !== null && proof.browserHash.equals(hashToken(ctx.visitor.browser))
}

export type Outcome = SignInRow | 'over' | { readonly left: number } | { readonly wait: number }

/** What strangers type does not count against the person where they are at home. */
function triesOf(ctx: World, { kind, email, personId, body, id }: SignInRow): Counter[] {
  if (kind === 'confirm' && personId) return codeTriesAtHome(`confirm ${personId}`)
  const here = email && (body as { known?: boolean }).known ? markHere(ctx, email) : null
  return here ? codeTriesAtHome(here) : codeTries(markOf(ctx.keys, email ?? id))
}

/** Each try is counted and committed before it is judged; the fifth wrong one ends the code. */
export async function tryCode(
  ctx: World,
  tx: Tx,
  { proof, typed, code }: { proof: SignInRow; typed: string; code: string },
): Promise<Outcome> {
  const wait = await takeOne(tx, triesOf(ctx, proof), ctx.now())
  if (wait > 0) return { wait }
  const tries = await countTry(tx, proof.id)
  const right = tries <= CODE_TRIES && proof.tokenHash !== null && sameCode(typed, code)
  if (right) return (await useProof(tx, { id: proof.id, at: ctx.now() })) ? proof : 'over'
  if (tries >= CODE_TRIES) await useProof(tx, { id: proof.id, at: ctx.now() })
  return tries >= CODE_TRIES ? 'over' : { left: CODE_TRIES - tries }
}

/** The proof that was used, or the sentence why not; thrown after the count is committed. */
export function insistProven(outcome: Outcome): SignInRow {
  if (outcome === 'over') throw new Conflict('sign-in-over')
  if ('wait' in outcome) throw new RateLimited(outcome.wait)
  if ('left' in outcome) throw new Invalid('code-wrong', { code: 'refusal.code-wrong' }, { left: outcome.left })
  return outcome
}

async function finish(ctx: World, outcome: Outcome): Promise<Redirect> {
  const { email, body } = insistProven(outcome)
  const { personId, created } = await personOfAddress(ctx, email ?? '')
  const { next } = body as { next: string | null }
  return enterAs(ctx, { personId, created, next, strong: false })
}
