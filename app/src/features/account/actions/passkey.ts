import { base64url } from '../../../lib/ids.ts'
import { Refused } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import {
  assertionOptions,
  type Checked,
  challengeIn,
  checkAssertion,
  type KnownPasskey,
  type PasskeyRefusal,
} from '../../../platform/passkeys.ts'
import type { Cookie, Redirect } from '../../../platform/route.ts'
import { hashToken } from '../../../platform/session.ts'
import type { PasskeyAnswer } from '../model.ts'
import { findPasskey, findProofByToken, type PasskeyOfSomebody } from '../reads/sign-in.ts'
import { listPasskeys } from '../reads.ts'
import { onward } from '../rules/local-path.ts'
import { CEREMONY_MINUTES } from '../rules/sign-in-limits.ts'
import type { AccountTables } from '../tables.ts'
import { updatePasskey } from '../writes/own.ts'
import { insertProof, useProof } from '../writes/sign-in.ts'
import { enterAs, renewSession } from './enter.ts'
import { notifyFactorChange } from './notify.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>
type Kind = 'passkey' | 'register' | 'stepUp'

/** A ceremony belongs to the session it happens in; without one, to the browser. */
function placeOf({ sessionId, visitor }: World, ceremony = visitor.ceremony): Buffer {
  return hashToken(sessionId ?? ceremony ?? '')
}

/** A challenge for five minutes, one use, this browser and this kind of ceremony. */
export async function openChallenge(
  ctx: World,
  { kind, ceremony }: { kind: Kind; ceremony?: string },
): Promise<Uint8Array> {
  const challenge = ctx.random(32)
  const own = ctx.asSystem({ job: 'sign-in' })
  await own.transact((tx) =>
    insertProof(tx, {
      id: ctx.newId(),
      kind,
      email: null,
      personId: ctx.person.personId || null,
      tokenHash: hashToken(base64url(challenge)),
      browserHash: placeOf(ctx, ceremony),
      createdAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + CEREMONY_MINUTES * 60_000),
    }),
  )
  return challenge
}

/** The challenge this answer may use, used up by asking; whoever asks second gets nothing. */
export async function useChallenge(ctx: World, { kind, answer }: { kind: Kind; answer: unknown }): Promise<string> {
  const challenge = challengeIn(answer)
  const own = ctx.asSystem({ job: 'sign-in' })
  const good = await own.transact(async (tx) => {
    if (challenge === null) return false
    const proof = await findProofByToken(tx, { kind, tokenHash: hashToken(challenge), at: ctx.now() })
    if (!proof?.browserHash.equals(placeOf(ctx))) return false
    return useProof(tx, { id: proof.id, at: ctx.now() })
  })
  return good && challenge !== null ? challenge : refuse(ctx, { kind, because: 'challenge' })
}

/** One sentence for the person, the reason for the log. */
export async function refuse(
  ctx: World,
  { kind, because, personId }: { kind: Kind; because: PasskeyRefusal | 'unknown' | 'taken'; personId?: string },
): Promise<never> {
  const own = ctx.asSystem({ job: 'sign-in', ...(personId ? { personId } : {}) })
  await own.transact((tx) =>
    append(own, tx, {
      type: 'account.passkeyRefused',
      subjectId: personId ?? 'nobody',
      personId: personId ?? null,
      body: { ceremony: kind, because },
    }),
  )
  throw new Refused('passkey-refused')
}

export interface Begun {
  readonly options: unknown
  readonly cookies: readonly Cookie[]
}

/** Any passkey of this site may answer: nobody has to say first who they are. */
export async function beginPasskeySignIn(ctx: World): Promise<Begun> {
  const ceremony = ctx.visitor.ceremony ?? base64url(ctx.random(32))
  const challenge = await openChallenge(ctx, { kind: 'passkey', ceremony })
  const options = await assertionOptions({ baseUrl: ctx.baseUrl, challenge })
  return { options, cookies: [{ name: 'ceremony', value: ceremony, maxAge: 10 * 60 }] }
}

export async function enterByPasskey(ctx: World, { response, next }: PasskeyAnswer): Promise<Redirect> {
  const challenge = await useChallenge(ctx, { kind: 'passkey', answer: response })
  const own = ctx.asSystem({ job: 'sign-in' })
  const passkey = await own.transact((tx) => findPasskey(tx, response.id))
  if (!passkey) return refuse(ctx, { kind: 'passkey', because: 'unknown' })
  await accept(ctx, { kind: 'passkey', answer: response, challenge, passkey })
  return enterAs(ctx, { personId: passkey.personId, strong: true, next: next ?? null })
}

export async function beginStepUp(ctx: World): Promise<Begun> {
  const known = await ctx.transact((tx) => ownPasskeys(tx, ctx))
  const challenge = await openChallenge(ctx, { kind: 'stepUp' })
  return { options: await assertionOptions({ baseUrl: ctx.baseUrl, challenge, known }), cookies: [] }
}

/** One's own passkey, in this session, just now; the session goes on under a new id. */
export async function stepUp(ctx: World, { response, next }: PasskeyAnswer): Promise<Redirect> {
  const { personId } = ctx.person
  const challenge = await useChallenge(ctx, { kind: 'stepUp', answer: response })
  const passkey = await ctx.transact((tx) => findPasskey(tx, response.id))
  if (passkey?.personId !== personId) return refuse(ctx, { kind: 'stepUp', because: 'unknown', personId })
  await accept(ctx, { kind: 'stepUp', answer: response, challenge, passkey })
  return { to: onward(next), cookies: [await renewSession(ctx, { strong: true })] }
}

export async function ownPasskeys(tx: Db<AccountTables>, { person }: World): Promise<KnownPasskey[]> {
  return listPasskeys(tx, person)
}

interface Answered {
  readonly kind: Kind
  readonly answer: { readonly id: string }
  readonly challenge: string
  readonly passkey: PasskeyOfSomebody
}

async function accept(ctx: World, { kind, answer, challenge, passkey }: Answered): Promise<void> {
  const { personId, id } = passkey
  const known = { ...passkey, credentialId: answer.id }
  const checked: Checked<number> = await checkAssertion({ baseUrl: ctx.baseUrl, answer, challenge, passkey: known })
  const own = ctx.asSystem({ personId, job: 'sign-in' })
  if (!checked.ok) {
    // A counter that goes back means a copy of the passkey may exist: its owner hears of it.
    if (checked.because === 'counter')
      await own.transact((tx) => notifyFactorChange(own, tx, { change: 'passkeyCounter', subject: '' }))
    return refuse(ctx, { kind, because: checked.because, personId })
  }
  await own.transact((tx) => updatePasskey(tx, own.person, { id, counter: checked.found, lastUsedAt: ctx.now() }))
}
