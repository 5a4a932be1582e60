import { fromPem } from '../../did/pem.ts'
import { fromBase64url } from '../../encoding/base64url.ts'
import { parseStrict } from '../../encoding/strict-json.ts'
import { fromUtf8, utf8 } from '../../encoding/text.ts'
import { asList, idOf, isObject, isString, type JsonObject, stringOf } from '../../json.ts'
import type { PublicKey } from '../../ports.ts'
import { first } from '../claim-values.ts'
import type { Outcome, Run } from '../context.ts'
import { orRefusal } from '../keys.ts'
import { failing, finding, hostOf, PASS, SKIP, unknowing } from '../run.ts'
import type { Chain } from './chain.ts'
import { linked } from './linked.ts'

/** A compact token taken apart. */
export interface Token {
  readonly payload: string
  readonly data: Uint8Array
  readonly signature: Uint8Array
}

/** Takes a compact token apart and judges its header, before anything is fetched for it. */
export function tokenOf(text: string): Token | { readonly outcome: Outcome } {
  const parts = text.split('.')
  const [header, payload, signature] = parts.map((part) => fromBase64url(part))
  if (parts.length !== 3 || !header || !payload || !signature) return { outcome: failing(finding('PARSE_JWT', '')) }
  try {
    const wrong = wrongIn(parseStrict(fromUtf8(header)))
    if (wrong !== undefined) return { outcome: failing(finding('JWT_HEADER', '', { name: wrong })) }
    return { payload: fromUtf8(payload), data: utf8(`${parts[0]}.${parts[1]}`), signature }
  } catch {
    return { outcome: failing(finding('PARSE_JWT', '')) }
  }
}

// Open Badges 2 knows RS256 alone; extensions that must be understood are not.
function wrongIn(header: unknown): string | undefined {
  if (!isObject(header) || header.alg !== 'RS256') return 'alg'
  return ['crit', 'b64', 'zip', 'enc'].find((name) => header[name] !== undefined)
}

/** The key of a signed assertion or endorsement: one the issuer names as its own, and whose document names the issuer. */
export function signingKey(run: Run, chain: Chain): { readonly key: PublicKey } | { readonly outcome: Outcome } {
  const { issuer, issuerId } = chain
  const known = asList(issuer?.publicKey)
  const detail = { issuer: issuerId, host: hostOf(issuerId) }
  const { creator } = first(run.document.verification)
  // Without a name, only an issuer of one key leaves no doubt which one it was.
  if (creator === undefined && known.length > 1)
    return { outcome: unknowing(finding('KEY_UNANCHORED', '/verification', detail)) }
  const id = creator === undefined ? idOf(known[0]) : creator
  const named = known.find((one) => idOf(one) === id)
  if (!isString(id) || named === undefined)
    return { outcome: failing(finding('KEY_NOT_AUTHORIZED', '/verification', detail)) }
  const path = `${chain.path}/publicKey`
  const found =
    isObject(named) && named.publicKeyPem !== undefined
      ? { document: named }
      : linked(run, id, { kind: 'key', types: ['CryptographicKey'], path })
  if ('outcome' in found) return found
  if (found.document.owner !== issuerId) return { outcome: failing(finding('KEY_CONTROLLER', path, detail)) }
  return keyOf(found.document, path)
}

function keyOf(
  { publicKeyPem: pem }: JsonObject,
  path: string,
): { readonly key: PublicKey } | { readonly outcome: Outcome } {
  const key = orRefusal(() => fromPem(stringOf(pem)))
  return isString(key) ? { outcome: failing(finding(key, path)) } : { key }
}

/** Whether the key made the signature over the very characters of the token. */
export async function checkToken(run: Run, { data, signature }: Token, key: PublicKey | undefined): Promise<Outcome> {
  if (!key) return SKIP
  const good = await run.crypto.verify('RS256', key, data, signature)
  return good ? PASS : failing(finding('PROOF_VALUE', ''))
}
