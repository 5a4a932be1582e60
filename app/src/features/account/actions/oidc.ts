import { isRecent } from '../../../lib/clock-step.ts'
import { base64url } from '../../../lib/ids.ts'
import { insist, NotFound, Refused } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { violated } from '../../../platform/db.ts'
import { append } from '../../../platform/log.ts'
import {
  authorizationUrl,
  identityFrom,
  type OidcIdentity,
  OidcRefused,
  type OidcSecrets,
} from '../../../platform/oidc.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { hashToken } from '../../../platform/session.ts'
import { isJustNow, mayStepUpBy, mayUseProvider } from '../policy.ts'
import { findPersonByIdentity, findProvider, getProviderDoor, type ProviderSecrets } from '../reads/sign-in.ts'
import { findSite } from '../reads/site.ts'
import { domainOf, normalizeEmail } from '../rules/email.ts'
import { onward } from '../rules/local-path.ts'
import { secretLabel } from '../rules/provider.ts'
import { SIGN_IN_MINUTES } from '../rules/sign-in-limits.ts'
import { isMultiFactor } from '../rules/strength.ts'
import { insertIdentity } from '../writes/own.ts'
import { insertProof } from '../writes/sign-in.ts'
import { enterAs, renewSession } from './enter.ts'
import { insistFactors } from './factors.ts'
import { notifyFactorChange } from './notify.ts'
import { type AccountWorld, createPerson } from './session.ts'
import { openTicket, sealTicket, type Ticket } from './ticket.ts'

type World = Ctx<AccountWorld>

const redirectUri = (ctx: World) => `${ctx.baseUrl}/sign-in/return`

/** Leads to the organization's sign-in. Nothing is written: what must come back is sealed into `state` and bound to this browser. */
export async function leaveForProvider(
  ctx: World,
  { providerId, next, purpose }: Pick<Ticket, 'providerId' | 'next' | 'purpose'>,
): Promise<Redirect> {
  const provider = await getProvider(ctx, providerId)
  const browser = ctx.visitor.browser ?? base64url(ctx.random(32))
  const issuedAt = ctx.now().getTime()
  const ticket: Ticket = { providerId, next, purpose, issuedAt, salt: base64url(ctx.random(16)) }
  const secrets = secretsOf(ctx, sealTicket(ctx.keys, ticket, browser), browser)
  const to = await authorizationUrl(known(ctx, provider), {
    fetch: ctx.fetch,
    insecure: ctx.settings.loopback,
    secrets,
    redirectUri: redirectUri(ctx),
    fresh: purpose === 'stepUp',
  }).catch((error: unknown) => {
    throw error instanceof OidcRefused ? new Refused('organization-away') : error
  })
  return redirect(to, { cookies: [{ name: 'pre', value: browser, maxAge: SIGN_IN_MINUTES * 60 }] })
}

/** Comes back with a code: one use, this browser, ten minutes; then the account key (issuer, sub) decides who it is. */
export async function returnFromProvider(ctx: World, query: Readonly<Record<string, string>>): Promise<Redirect> {
  const { browser } = ctx.visitor
  const ticket = browser ? openTicket(ctx.keys, query.state ?? '', browser) : null
  const over = !ticket || !isRecent(new Date(ticket.issuedAt), ctx.now(), SIGN_IN_MINUTES * 60_000)
  if (over || !browser) return refuse(ctx, 'state')
  await useState(ctx, query.state ?? '')
  const provider = await getProvider(ctx, ticket.providerId)
  const answer = new URL(`${redirectUri(ctx)}?${new URLSearchParams(query)}`)
  const identity = await identityFrom(known(ctx, provider), {
    fetch: ctx.fetch,
    insecure: ctx.settings.loopback,
    secrets: secretsOf(ctx, query.state ?? '', browser),
    answer,
  }).catch((error: unknown) => refuse(ctx, error instanceof OidcRefused ? 'answer' : 'provider'))
  const door = await ctx.asSystem({ job: 'sign-in' }).transact((tx) => getProviderDoor(tx, provider.id))
  insist(mayUseProvider({ ...door, ending: endingOf(identity.email), verified: identity.emailVerified }))
  if (ticket.purpose === 'link') return linkIdentity(ctx, identity)
  if (ticket.purpose === 'stepUp') return stepUpByIdentity(ctx, identity, ticket.next)
  return enterByIdentity(ctx, { provider, identity, next: ticket.next })
}

function endingOf(email: string | null): string | null {
  return email === null ? null : domainOf(normalizeEmail(email))
}

/** One's own account there, proven once more just now; the session goes on under a new id. */
async function stepUpByIdentity(ctx: World, identity: OidcIdentity, next: string | null): Promise<Redirect> {
  const { personId } = ctx.person
  if (!personId) throw new Refused('sign-in-needed')
  const known = await ctx.asSystem({ job: 'sign-in' }).transact((tx) => findPersonByIdentity(tx, identity))
  insist(
    mayStepUpBy({ own: known === personId, strong: isMultiFactor(identity), provedAt: identity.authTime }, ctx.now()),
  )
  return redirect(onward(next), { cookies: [await renewSession(ctx, { strong: true })] })
}

async function enterByIdentity(
  ctx: World,
  { provider, identity, next }: { provider: ProviderSecrets; identity: OidcIdentity; next: string | null },
): Promise<Redirect> {
  const finder = ctx.asSystem({ job: 'sign-in' })
  const known = await finder.transact((tx) => findPersonByIdentity(tx, identity))
  const personId = known ?? ctx.newId()
  const own = ctx.asSystem({ personId, tenantId: provider.tenantId, job: 'sign-in' })
  const strong = isMultiFactor(identity)
  await own.transact(async (tx) => {
    if (!known) {
      // The address in the token is a claim: it is proven by a code on the welcome page or not at all.
      await createPerson(own, tx, {
        id: personId,
        name: identity.name,
        email: null,
        locale: ctx.locale,
        timeZone: (await findSite(tx))?.timeZone ?? 'America/Chicago',
      })
      await insertIdentity(tx, { ...keyOf(identity), id: ctx.newId(), personId, createdAt: ctx.now() })
    }
    await append(own, tx, {
      type: 'account.identityUsed',
      subjectId: personId,
      personId,
      body: { personId, providerId: provider.id, strong },
    })
  })
  const fresh = strong && isJustNow(identity.authTime, ctx.now())
  return enterAs(ctx, { personId, strong, fresh, next, created: !known, tenantId: provider.tenantId })
}

/** Only a person who is signed in, and just showed it, ties an organization's sign-in to the account. */
async function linkIdentity(ctx: World, identity: OidcIdentity): Promise<Redirect> {
  const { personId } = ctx.person
  if (!personId) throw new Refused('sign-in-needed')
  const id = ctx.newId()
  try {
    await ctx.transact(async (tx) => {
      await insistFactors(ctx, tx)
      await insertIdentity(tx, { ...keyOf(identity), id, personId, createdAt: ctx.now() })
      const subject = new URL(identity.issuer).host
      await notifyFactorChange(ctx, tx, { change: 'identityAdded', subject, addedId: id })
    })
  } catch (error) {
    if (violated(error) === 'identity_issuer_subject_key') throw new Refused('identity-taken')
    throw error
  }
  return redirect('/me/settings', { done: 'account.identity.added' })
}

function keyOf({ issuer, subject }: OidcIdentity) {
  return { issuer, subject }
}

async function getProvider(ctx: World, id: string): Promise<ProviderSecrets> {
  const provider = await ctx.asSystem({ job: 'sign-in' }).transact((tx) => findProvider(tx, id))
  if (!provider) throw new NotFound('provider')
  return provider
}

function known(ctx: World, { id, tenantId, issuer, clientId, wrappedSecret }: ProviderSecrets) {
  const secret = wrappedSecret && ctx.keys.unwrap(wrappedSecret, secretLabel(tenantId, id)).toString('utf8')
  return { issuer, clientId, secret }
}

/** Nonce and PKCE verifier follow from the state and the browser's cookie, so that they need not be kept anywhere. */
function secretsOf(ctx: World, state: string, browser: string): OidcSecrets {
  const mac = (label: string) => ctx.keys.mac(`oidc ${label}`, `${state} ${browser}`).toString('base64url')
  return { state, nonce: mac('nonce'), verifier: mac('verifier') }
}

/** A state is spent by its first return; the row's unique mark refuses every other. */
async function useState(ctx: World, state: string): Promise<void> {
  const own = ctx.asSystem({ job: 'sign-in' })
  try {
    await own.transact((tx) =>
      insertProof(tx, {
        id: ctx.newId(),
        kind: 'oidc',
        email: null,
        personId: null,
        tokenHash: hashToken(state),
        browserHash: hashToken(ctx.visitor.browser ?? ''),
        createdAt: ctx.now(),
        expiresAt: new Date(ctx.now().getTime() + SIGN_IN_MINUTES * 60_000),
        usedAt: ctx.now(),
      }),
    )
  } catch (error) {
    if (violated(error) === 'sign_in_token_hash_key') return refuse(ctx, 'state')
    throw error
  }
}

async function refuse(ctx: World, because: 'state' | 'answer' | 'provider'): Promise<never> {
  const own = ctx.asSystem({ job: 'sign-in' })
  await own.transact((tx) =>
    append(own, tx, { type: 'account.identityRefused', subjectId: 'nobody', body: { because } }),
  )
  throw new Refused('organization-sign-in')
}
