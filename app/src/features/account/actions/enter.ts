import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Cookie, type Redirect, redirect } from '../../../platform/route.ts'
import { mayEdit, maySignIn } from '../policy.ts'
import { findOwn, findOwnSession, listVerifiedEmails } from '../reads/own.ts'
import { findSite } from '../reads/site.ts'
import { findPersonAwaited, findPersonByEmail, listOwnEmails, listPasskeys } from '../reads.ts'
import { deviceName } from '../rules/device.ts'
import { onward, withNext } from '../rules/local-path.ts'
import { updateEmail } from '../writes/own.ts'
import { endSession } from '../writes.ts'
import { rememberBrowser } from './known-browser.ts'
import { type AccountWorld, beginSession, createPerson } from './session.ts'

type World = Ctx<AccountWorld>

export interface Entrance {
  readonly personId: string
  /** The proof was of more than one factor: a passkey, or a sign-in that says so. */
  readonly strong: boolean
  /** The proof was given just now, and not long ago to somebody who vouches for it; says nothing: as `strong`. */
  readonly fresh?: boolean
  readonly next: string | null
  readonly created?: boolean
  readonly tenantId?: string | null
}

export const forgetBrowser: Cookie = { name: 'pre', value: '', maxAge: 0 }

/** A new session with a new id; the one this browser held before is dead from now on. */
export async function enterAs(ctx: World, entrance: Entrance): Promise<Redirect> {
  const own = ctx.asSystem({ personId: entrance.personId, job: 'sign-in' })
  await endFormerSession(ctx)
  return own.transact(async (tx) => {
    const person = await findOwn(tx, own.person)
    if (person) insist(maySignIn(person))
    const passkeys = await listPasskeys(tx, own.person)
    const { strong, fresh, tenantId = null } = entrance
    const cookie = await beginSession(own, tx, { device: deviceName(ctx.visitor.device), strong, fresh, tenantId })
    const unknown = !person?.name || entrance.created === true
    const to = whereTo({ next: onward(entrance.next), unknown, offerPasskey: !strong && passkeys.length === 0 })
    const known = rememberBrowser(ctx, await listVerifiedEmails(tx, own.person))
    return redirect(to, { cookies: [cookie, forgetBrowser, known] })
  })
}

/** First the questions to a new person, then the offer of a passkey whenever a mail was the way in, then on. */
function whereTo({ next, unknown, offerPasskey }: { next: string; unknown: boolean; offerPasskey: boolean }): string {
  if (unknown) return withNext('/welcome', next)
  return offerPasskey ? withNext('/me/passkey', next) : next
}

/** Whoever first proves an address owns the account; before the proof there is no account that anything could hang on. */
export async function personOfAddress(ctx: World, email: string): Promise<{ personId: string; created: boolean }> {
  const finder = ctx.asSystem({ job: 'sign-in' })
  const { known, awaited, site } = await finder.transact(async (tx) => ({
    known: await findPersonByEmail(tx, email),
    awaited: await findPersonAwaited(tx, email),
    site: await findSite(tx),
  }))
  if (known) return { personId: known, created: false }
  if (awaited) return provenNow(ctx, awaited, email)
  const timeZone = site?.timeZone ?? 'America/Chicago'
  const personId = ctx.newId()
  const own = ctx.asSystem({ personId, job: 'sign-in' })
  await own.transact((tx) => createPerson(own, tx, { id: personId, name: '', email, locale: ctx.locale, timeZone }))
  return { personId, created: true }
}

/** The proof that an administrator named on the console was waiting for. */
async function provenNow(ctx: World, personId: string, email: string): Promise<{ personId: string; created: boolean }> {
  const own = ctx.asSystem({ personId, job: 'sign-in' })
  await own.transact(async (tx) => {
    const row = (await listOwnEmails(tx, own.person)).find((one) => one.email.toLowerCase() === email.toLowerCase())
    if (row) await updateEmail(tx, own.person, { id: row.id, verifiedAt: ctx.now() })
  })
  return { personId, created: false }
}

async function endFormerSession(ctx: World): Promise<void> {
  const { sessionId } = ctx
  if (sessionId === null) return
  const former = ctx.asSystem({ personId: ctx.person.personId, job: 'sign-in' })
  await former.transact((tx) => endSession(tx, former.person, { id: sessionId, at: ctx.now() }))
}

/** The same visit under a new id, because what it may do changes; the old id is refused from the next request on. */
export async function renewSession(ctx: World, change: { strong?: true; tenantId?: string }): Promise<Cookie> {
  insist(mayEdit(ctx.actor, ctx.person.personId))
  const own = ctx.asSystem({ personId: ctx.person.personId, job: 'sign-in' })
  return own.transact(async (tx) => {
    const former = ctx.sessionId ? await findOwnSession(tx, own.person, ctx.sessionId) : undefined
    if (former) await endSession(tx, own.person, { id: former.id, at: ctx.now() })
    return beginSession(own, tx, {
      device: former?.device ?? deviceName(ctx.visitor.device),
      strong: change.strong ?? false,
      tenantId: change.tenantId ?? former?.tenantId ?? null,
      ...(former ? { former } : {}),
    })
  })
}
