import { algorithmOf, fromJwk } from '../did/multikey.ts'
import { isString, type JsonObject, type JsonValue, stringOf } from '../json.ts'
import type { PublicKey } from '../ports.ts'
import { timeOf } from '../proof/jwt/claims.ts'
import type { TokenHeader } from '../proof/jwt/header.ts'
import { hasSignatureForm } from '../proof/jwt/signature.ts'
import type { Outcome, Run } from './context.ts'
import { orRefusal, type Resolved, resolveKey } from './keys.ts'
import { failing, finding, hostOf, PASS, SKIP, signerOf, unknowing } from './run.ts'
import type { Steps } from './steps.ts'

const SKEW_MS = 300_000

/** A token whose header and payload have been read. */
export interface ReadToken {
  readonly header: TokenHeader
  /** What the token says of itself. */
  readonly claims: JsonObject
  readonly document: JsonObject
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

/** The checks 5 and 6 for a token: it is the token that signs, whatever proofs its payload carries. */
export function tokenSteps(token: ReadToken): Pick<Steps, 'key' | 'proof'> {
  let found: PublicKey | undefined
  return {
    key(run) {
      const resolved = keyOf(token, run)
      if (!('key' in resolved)) return resolved.outcome
      found = resolved.key
      return PASS
    },
    proof: (run) => checkSignature(token, found, run),
  }
}

function keyOf(token: ReadToken, run: Run): Resolved {
  const { header } = token
  if (header.kid === undefined) return broughtKey({ ...header.jwk }, run)
  return resolveKey({ verificationMethod: absolute(header.kid, run), created: createdOf(token) }, run)
}

// A run for the proofs alone is given the keys by name, and those names may be short.
function absolute(kid: string, run: Run): string {
  return isAbsoluteKid(kid) ? kid : `${signerOf(run)}#${kid}`
}

/** Whether a name of a key stands on its own: a DID or an https address, and a fragment. */
export function isAbsoluteKid(kid: string): boolean {
  return /^(?:did:[a-z0-9]+:|https:\/\/)[^\s#]+(?:#[^\s#]+)?$/.test(kid)
}

// When it was made, by its own word: a token need not say it, and the credential's own beginning stands for it then.
function createdOf({ claims, document }: ReadToken): JsonValue | undefined {
  return dateOf(timeOf(claims.iat) ?? timeOf(claims.nbf)) ?? document.validFrom ?? document.issuanceDate
}

// Anybody can bring a key along and call it the issuer's; nobody may so speak for the one who presents.
function broughtKey(jwk: JsonObject, run: Run): Resolved {
  const issuer = signerOf(run)
  const told = finding('KEY_SELF_ASSERTED', '/proof', { issuer, host: hostOf(issuer) })
  const key = orRefusal(() => fromJwk(jwk))
  if (isString(key)) return { outcome: failing(finding(key, '/proof')) }
  // A key seen earlier outranks whatever a token says.
  if (run.material.trustedKeys?.some((record) => record.controller === issuer))
    return { outcome: unknowing({ ...told, code: 'KEY_UNANCHORED' }) }
  if (run.options.keyBinding !== '1edtech' || run.role === 'presentation') return { outcome: unknowing(told) }
  run.warnings.push(told)
  return { key }
}

async function checkSignature(token: ReadToken, key: PublicKey | undefined, run: Run): Promise<Outcome> {
  const { header, signed, signature } = token
  const late = run.options.mode === 'proofOnly' ? undefined : checkTimes(token, run.now)
  if (late) return late
  // Without a key the check before this one has said why; the signature itself stays open.
  if (!key) return SKIP
  if (algorithmOf(key) !== header.algorithm) return failing(finding('PROOF_ALG', '/proof'))
  const good =
    hasSignatureForm(header.algorithm, signature) && (await run.crypto.verify(header.algorithm, key, signed, signature))
  return good ? PASS : failing(finding('PROOF_VALUE', '/proof'))
}

/** The period of the token itself; where it repeats the credential's own, the check of its dates judges that. */
function checkTimes({ header, claims, document }: ReadToken, now: Date): Outcome | undefined {
  const repeats = (...dates: readonly string[]) =>
    header.type === 'JWT' && dates.some((name) => document[name] !== undefined)
  const from = repeats('validFrom', 'issuanceDate') ? undefined : timeOf(claims.nbf)
  const until = repeats('validUntil', 'expirationDate') ? undefined : timeOf(claims.exp)
  const early = [from, timeOf(claims.iat)].find((time) => time !== undefined && time > now.getTime() + SKEW_MS)
  if (early !== undefined) return failing(finding('PROOF_FUTURE', '/proof', { date: dateOf(early) ?? String(early) }))
  if (until === undefined || until > now.getTime()) return undefined
  return failing(finding('PROOF_EXPIRED', '/proof', { date: stringOf(dateOf(until)) }))
}

function dateOf(time: number | undefined): string | undefined {
  const date = new Date(time ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, 19)}Z`
}
