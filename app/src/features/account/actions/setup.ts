import { timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { isAlive } from '../../../lib/clock-step.ts'
import { base64url } from '../../../lib/ids.ts'
import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { keep, keepFirst, readKept, readKeptForUpdate } from '../../../platform/kept.ts'
import { append } from '../../../platform/log.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { hashToken } from '../../../platform/session.ts'
import type { ClaimSetUp } from '../model.ts'
import { findSetUp, isSetUpFinished, SET_UP_CLAIM, SET_UP_CODE } from '../reads/setup.ts'
import { findPersonByEmail } from '../reads.ts'
import { deviceName } from '../rules/device.ts'
import { updatePerson } from '../writes.ts'
import { mailFounder } from './emails.ts'
import { type AccountWorld, beginSession, createPerson } from './session.ts'

type World = Ctx<AccountWorld>
const MINUTES = 30
const MOST_WRONG = 5
const Open = z.object({ hash: z.string(), expiresAt: z.string(), wrong: z.number() })

/** At every start until somebody used one: a new code for the console, of which only a hash is kept. Null when it was used. */
export async function openSetup(ctx: World): Promise<{ code: string; path: string } | null> {
  const code = base64url(ctx.random(16))
  const own = ctx.asSystem({ job: 'set-up' })
  const opened = await own.transact(async (tx) => {
    if (await findSetUp(tx)) return false
    const expiresAt = new Date(ctx.now().getTime() + MINUTES * 60_000).toISOString()
    await keep(tx, SET_UP_CODE, { hash: hashToken(code).toString('hex'), expiresAt, wrong: 0 })
    return true
  })
  return opened ? { code, path: `/setup?code=${code}` } : null
}

/** First use wins: the person who holds the code becomes the platform's administrator, in this browser, as if by passkey. */
export async function claimSetup(ctx: World, { code, ...person }: ClaimSetUp): Promise<Redirect> {
  const own = ctx.asSystem({ job: 'set-up' })
  const verdict = await own.transact(async (tx) => {
    const open = Open.safeParse(await readKeptForUpdate(tx, SET_UP_CODE))
    if (
      !open.success ||
      open.data.wrong >= MOST_WRONG ||
      !isAlive(new Date(open.data.expiresAt), ctx.now(), MINUTES * 60_000)
    )
      return 'closed'
    if (timingSafeEqual(Buffer.from(open.data.hash, 'hex'), hashToken(code))) return 'right'
    await keep(tx, SET_UP_CODE, { ...open.data, wrong: open.data.wrong + 1 })
    return 'wrong'
  })
  if (verdict === 'closed') throw new Conflict('setup-closed')
  if (verdict === 'wrong') throw new Invalid('setup-code', { code: 'refusal.setup-code' })
  return becomeAdministrator(ctx, person)
}

async function becomeAdministrator(ctx: World, { name, email }: Omit<ClaimSetUp, 'code'>): Promise<Redirect> {
  const finder = ctx.asSystem({ job: 'set-up' })
  const holder = await finder.transact((tx) => findPersonByEmail(tx, email))
  // The code of the console opens the site and nobody's account: an address is its holder's when they are signed in here.
  const known = holder !== null && holder === ctx.person.personId
  const personId = known ? holder : ctx.newId()
  const own = ctx.asSystem({ job: 'set-up', personId })
  const cookie = await own.transact(async (tx) => {
    const first = await keepFirst(tx, SET_UP_CLAIM, { personId, at: ctx.now().toISOString() })
    if (!first) throw new Conflict('setup-closed')
    const { locale } = ctx
    if (known) await updatePerson(tx, own.person, { platformAdmin: true, name })
    else
      await createPerson(own, tx, {
        id: personId,
        name,
        email,
        locale,
        timeZone: 'America/Chicago',
        platformAdmin: true,
        proven: false,
      })
    const begun = await beginSession(own, tx, { device: deviceName(ctx.visitor.device), strong: true })
    if (!known) await mailFounder(own, tx, email)
    await append(own, tx, { type: 'account.promoted', subjectId: personId, personId, body: { by: 'set-up' } })
    return begun
  })
  return redirect('/setup/address', { cookies: [cookie] })
}

/** For the page: whether a code may be typed, or who goes on where. */
export async function setupState(ctx: World): Promise<'code' | 'resume'> {
  const own = ctx.asSystem({ job: 'set-up' })
  const { claim, finished, open } = await own.transact(async (tx) => ({
    claim: await findSetUp(tx),
    finished: await isSetUpFinished(tx),
    open: (await readKept(tx, SET_UP_CODE)) !== null,
  }))
  if (finished || (!claim && !open)) throw new NotFound('set-up')
  return claim ? 'resume' : 'code'
}
