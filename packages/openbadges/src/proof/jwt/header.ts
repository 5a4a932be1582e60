import { isObject, isString, type JsonObject } from '../../json.ts'
import type { Algorithm } from '../../ports.ts'
import { TokenRefused } from './token.ts'

/** What a token says it is. `JWT` is the form of Open Badges 3.0 and of VC Data Model 1.1. */
export type TokenType = 'JWT' | 'vc+jwt' | 'vp+jwt'

/** A header whose every member is one that is read here. */
export interface TokenHeader {
  readonly algorithm: Algorithm
  readonly type: TokenType
  /** The name of the key, as written. */
  readonly kid?: string
  /** A key brought along; whose it is only the token says. */
  readonly jwk?: JsonObject
}

/** JOSE names of the algorithms (RFC 7518, RFC 8037). */
export const JOSE_NAMES: Readonly<Record<Algorithm, string>> = {
  RS256: 'RS256',
  ES256: 'ES256',
  ES384: 'ES384',
  ES512: 'ES512',
  Ed25519: 'EdDSA',
}
// Public-key signatures that exist and are not read here. Everything else, a shared secret or none at all, is never a signature.
const ELSEWHERE = /^(?:[RP]S(?:256|384|512)|ES256K|Ed25519|Ed448|ML-DSA-\d\d)$/
const CONTENT: Readonly<Record<TokenType, readonly unknown[]>> = {
  JWT: [undefined, 'vc', 'application/vc'],
  'vc+jwt': [undefined, 'vc', 'application/vc'],
  'vp+jwt': [undefined, 'vp', 'application/vp'],
}
// Members that would change how the payload is read, or bring a key or its address along.
const NEVER = ['crit', 'b64', 'zip', 'enc', 'jku', 'x5u', 'x5c']
const MAX_KID = 2_048

/** Reads a header; the key is looked for only after it. @throws TokenRefused */
export function readHeader(header: JsonObject): TokenHeader {
  const algorithm = algorithmIn(header)
  const never = NEVER.find((name) => header[name] !== undefined)
  if (never !== undefined) throw new TokenRefused('JWT_HEADER', never)
  const { kid, jwk } = header
  if (kid !== undefined && (!isString(kid) || kid === '' || kid.length > MAX_KID))
    throw new TokenRefused('JWT_HEADER', 'kid')
  if (jwk !== undefined && !isObject(jwk)) throw new TokenRefused('JWT_HEADER', 'jwk')
  if (kid === undefined && jwk === undefined) throw new TokenRefused('JWT_HEADER', 'kid')
  return {
    algorithm,
    type: typeIn(header),
    ...(kid === undefined ? {} : { kid }),
    ...(jwk === undefined ? {} : { jwk }),
  }
}

function algorithmIn({ alg }: JsonObject): Algorithm {
  const found = Object.entries(JOSE_NAMES).find(([, name]) => name === alg)?.[0]
  if (found !== undefined) return found as Algorithm
  throw isString(alg) && ELSEWHERE.test(alg)
    ? new TokenRefused('PROOF_SUITE_UNKNOWN', alg)
    : new TokenRefused('JWT_HEADER', 'alg')
}

function typeIn({ typ = 'JWT', cty }: JsonObject): TokenType {
  if (typ !== 'JWT' && typ !== 'vc+jwt' && typ !== 'vp+jwt') throw new TokenRefused('JWT_HEADER', 'typ')
  if (!CONTENT[typ].includes(cty)) throw new TokenRefused('JWT_HEADER', 'cty')
  return typ
}
