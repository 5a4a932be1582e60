import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  type Configuration,
  type CustomFetchOptions,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client'
import type { SafeFetch } from './safe-fetch.ts'

/** An organization's sign-in as its administrator set it up. */
export interface OidcProvider {
  readonly issuer: string
  readonly clientId: string
  readonly secret: string | null
}
export interface OidcSecrets {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}
/** What the identity token says; an address in it is a claim and never a proof. */
export interface OidcIdentity {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  readonly email: string | null
  /** Null: the provider says nothing about it. */
  readonly emailVerified: boolean | null
  /** When the person last proved themselves there; null where the provider does not say. */
  readonly authTime: Date | null
  readonly acr: unknown
  readonly amr: unknown
}
export class OidcRefused extends Error {
  override name = 'OidcRefused'
}
interface Asking {
  readonly fetch: SafeFetch
  /** Plain http, for a provider on this machine alone: the outgoing door refuses it elsewhere. */
  readonly insecure: boolean
}

const KEPT_MS = 10 * 60_000
const ALGORITHM = 'RS256'
const kept = new Map<string, { at: number; found: Promise<Configuration> }>()

/** Address to send the browser to: authorization code, PKCE S256, state and nonce. `fresh`: whoever is signed in there proves it again. */
export async function authorizationUrl(
  provider: OidcProvider,
  { secrets, redirectUri, fresh, ...asking }: Asking & { secrets: OidcSecrets; redirectUri: string; fresh: boolean },
): Promise<string> {
  const configuration = await configurationOf(provider, asking)
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: 'openid profile email',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    ...(fresh ? { max_age: '0' } : {}),
  })
  return url.href
}

/** Trades the code for the identity. State, nonce, `iss`, audience, times, algorithm and signature are all checked. */
export async function identityFrom(
  provider: OidcProvider,
  { secrets, answer, ...asking }: Asking & { secrets: OidcSecrets; answer: URL },
): Promise<OidcIdentity> {
  try {
    const configuration = await configurationOf(provider, asking)
    const tokens = await authorizationCodeGrant(configuration, answer, {
      expectedState: secrets.state,
      expectedNonce: secrets.nonce,
      pkceCodeVerifier: secrets.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new OidcRefused('no identity token')
    return {
      issuer: claims.iss,
      subject: claims.sub,
      name: typeof claims.name === 'string' ? claims.name.trim().slice(0, 120) : '',
      ...addressIn(claims),
      authTime: typeof claims.auth_time === 'number' ? new Date(claims.auth_time * 1000) : null,
      acr: claims.acr,
      amr: claims.amr,
    }
  } catch (error) {
    throw error instanceof OidcRefused ? error : new OidcRefused(error instanceof Error ? error.message : 'refused')
  }
}

/** Some providers state the address as the name of the account alone, and say nothing of having verified it. */
function addressIn(claims: Readonly<Record<string, unknown>>): Pick<OidcIdentity, 'email' | 'emailVerified'> {
  const { email, email_verified: said, preferred_username: account } = claims
  if (typeof email === 'string') return { email, emailVerified: said === undefined ? null : String(said) === 'true' }
  const named = typeof account === 'string' && account.includes('@')
  return { email: named ? account : null, emailVerified: null }
}

/** Metadata and keys are asked for once in ten minutes; metadata that names another issuer is refused. */
function configurationOf(provider: OidcProvider, asking: Asking): Promise<Configuration> {
  const name = JSON.stringify(provider)
  const known = kept.get(name)
  if (known && Date.now() - known.at < KEPT_MS) return known.found
  const found = discover(provider, asking).catch((error: unknown) => {
    kept.delete(name)
    throw new OidcRefused(error instanceof Error ? error.message : 'no metadata')
  })
  kept.set(name, { at: Date.now(), found })
  return found
}

async function discover(
  { issuer, clientId, secret }: OidcProvider,
  { fetch, insecure }: Asking,
): Promise<Configuration> {
  const configuration = await discovery(
    new URL(issuer),
    clientId,
    // From the configuration, never from the token: an unsigned or differently signed one does not pass.
    { id_token_signed_response_alg: ALGORITHM, [clockTolerance]: 60 },
    secret === null ? None() : ClientSecretPost(secret),
    {
      [customFetch]: throughTheDoor(fetch),
      execute: [enableNonRepudiationChecks, ...(insecure ? [allowInsecureRequests] : [])],
    },
  )
  return configuration
}

/** openid-client asks, our one outgoing door answers. */
function throughTheDoor(fetch: SafeFetch) {
  return async (url: string, { method, headers, body }: CustomFetchOptions): Promise<Response> => {
    const answer = await fetch(url, {
      accept: headers.accept ?? 'application/json',
      maxBytes: 262_144,
      ...(method === 'POST' ? { send: { body: String(body ?? ''), headers } } : {}),
    })
    return new Response(answer.body.length ? (answer.body as BodyInit) : null, {
      status: answer.status,
      headers: { 'content-type': answer.mediaType },
    })
  }
}
