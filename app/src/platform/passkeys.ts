import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** Read when somebody first uses a passkey: it brings a whole certificate library. */
const webauthn = () => import('@simplewebauthn/server')

/** The site as authenticators know it: exactly the configured address (08-trust.md 3). */
interface Place {
  readonly baseUrl: string
}
export interface KnownPasskey {
  readonly credentialId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}
/** Why an answer was refused, for the log; the person is told one sentence for all of them. */
export type PasskeyRefusal =
  | 'unreadable'
  | 'origin'
  | 'relying-party'
  | 'challenge'
  | 'unverified-user'
  | 'counter'
  | 'signature'
  | 'other'
export type Checked<Found> =
  | { readonly ok: true; readonly found: Found }
  | { readonly ok: false; readonly because: PasskeyRefusal }

const MINUTES = 5
const rpId = ({ baseUrl }: Place) => new URL(baseUrl).hostname

export interface NewPasskeyFor extends Place {
  readonly siteName: string
  readonly personId: string
  readonly userName: string
  readonly displayName: string
  readonly challenge: Uint8Array
  readonly known: readonly KnownPasskey[]
}

/** Discoverable and with the user verified; no attestation, because no maker is preferred. */
export async function registrationOptions(wanted: NewPasskeyFor) {
  return (await webauthn()).generateRegistrationOptions({
    rpName: wanted.siteName,
    rpID: rpId(wanted),
    userID: new TextEncoder().encode(wanted.personId),
    userName: wanted.userName,
    userDisplayName: wanted.displayName,
    challenge: new Uint8Array(wanted.challenge),
    timeout: MINUTES * 60_000,
    attestationType: 'none',
    excludeCredentials: wanted.known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Without `known` any passkey of this site may answer; with it only these. */
export async function assertionOptions(place: Place & { challenge: Uint8Array; known?: readonly KnownPasskey[] }) {
  return (await webauthn()).generateAuthenticationOptions({
    rpID: rpId(place),
    challenge: new Uint8Array(place.challenge),
    timeout: MINUTES * 60_000,
    userVerification: 'required',
    allowCredentials: (place.known ?? []).map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
  })
}

/** The challenge an answer says it answers; null when it cannot be read. */
export function challengeIn(answer: unknown): string | null {
  try {
    const { response } = answer as { response: { clientDataJSON: string } }
    const said: unknown = JSON.parse(Buffer.from(response.clientDataJSON, 'base64url').toString('utf8'))
    const { challenge } = said as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}

interface Answered extends Place {
  readonly answer: unknown
  readonly challenge: string
}

export async function checkRegistration({ baseUrl, answer, challenge }: Answered): Promise<Checked<KnownPasskey>> {
  const { verifyRegistrationResponse } = await webauthn()
  try {
    const checked = await verifyRegistrationResponse({
      response: answer as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: new URL(baseUrl).origin,
      expectedRPID: rpId({ baseUrl }),
      requireUserVerification: true,
    })
    if (!checked.verified) return { ok: false, because: 'signature' }
    const { id, publicKey, counter, transports } = checked.registrationInfo.credential
    return { ok: true, found: { credentialId: id, publicKey, counter, transports: (transports ?? []).slice(0, 8) } }
  } catch (error) {
    return { ok: false, because: reasonOf(error) }
  }
}

/** The new counter of the passkey, when everything it signed is right. */
export async function checkAssertion({
  baseUrl,
  answer,
  challenge,
  passkey,
}: Answered & { passkey: KnownPasskey }): Promise<Checked<number>> {
  const { verifyAuthenticationResponse } = await webauthn()
  try {
    const checked = await verifyAuthenticationResponse({
      response: answer as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: new URL(baseUrl).origin,
      expectedRPID: rpId({ baseUrl }),
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
    })
    return checked.verified
      ? { ok: true, found: checked.authenticationInfo.newCounter }
      : { ok: false, because: 'signature' }
  } catch (error) {
    return { ok: false, because: reasonOf(error) }
  }
}

const REASONS: readonly (readonly [RegExp, PasskeyRefusal])[] = [
  [/counter/i, 'counter'],
  [/user verification|could not be verified|user presence/i, 'unverified-user'],
  [/RP ID/i, 'relying-party'],
  [/origin/i, 'origin'],
  [/challenge/i, 'challenge'],
  [/signature/i, 'signature'],
  [/missing|base64|was not|unexpected end|JSON|CBOR|leftover/i, 'unreadable'],
]

function reasonOf(error: unknown): PasskeyRefusal {
  const words = error instanceof Error ? error.message : ''
  return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? 'other'
}
