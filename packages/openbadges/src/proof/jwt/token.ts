import { fromBase64url } from '../../encoding/base64url.ts'
import { outOfBounds } from '../../encoding/bounds.ts'
import { parseStrict } from '../../encoding/strict-json.ts'
import { fromUtf8, utf8 } from '../../encoding/text.ts'
import { isObject, type JsonObject } from '../../json.ts'
import type { FindingCode } from '../../verify/codes.ts'

// In characters, judged before anything is decoded. A header holds at most one RSA key of 8,192 bits, a signature is at most as long.
const MAX_HEADER = 4 * 1024
const MAX_SIGNATURE = 1_366
const MAX_PAYLOAD = Math.ceil((1024 * 1024 * 4) / 3)

/** Why a text is no token that is read here. */
export class TokenRefused extends Error {
  readonly code: FindingCode
  /** The member of the header or the claim that is wrong, or what is not known. */
  readonly part: string
  constructor(code: FindingCode, part = '') {
    super(`${code} ${part}`)
    this.code = code
    this.part = part
  }
}

/** The three parts of a compact JWS (RFC 7515 section 7.1), the header read. */
export interface Opened {
  readonly header: JsonObject
  readonly parts: readonly [string, string, string]
}

/** Splits a token and reads its header. @throws TokenRefused */
export function opened(token: string): Opened {
  const parts = token.split('.', 4)
  // Five parts are an encrypted token: nothing of it is decrypted or unpacked.
  if (!isThree(parts)) throw new TokenRefused('PARSE_JWT')
  const [header, payload, signature] = parts
  if (header.length > MAX_HEADER || payload.length > MAX_PAYLOAD || signature.length > MAX_SIGNATURE)
    throw new TokenRefused('PARSE_TOO_LARGE')
  return { header: objectIn(textOf(header)), parts }
}

/** The payload of an opened token, read strictly. @throws TokenRefused, StrictJsonError */
export function payloadOf({ parts }: Opened): JsonObject {
  return objectIn(textOf(parts[1]))
}

/** The bytes that were signed. */
export function signedBytes({ parts }: Opened): Uint8Array {
  return utf8(`${parts[0]}.${parts[1]}`)
}

/** The bytes of the signature. @throws TokenRefused when there are none */
export function signatureOf({ parts }: Opened): Uint8Array {
  const bytes = fromBase64url(parts[2])
  if (!bytes || bytes.length === 0) throw new TokenRefused('PARSE_JWT')
  return bytes
}

function isThree(parts: readonly string[]): parts is Opened['parts'] {
  return parts.length === 3
}

function textOf(part: string): string {
  const bytes = fromBase64url(part)
  if (!bytes) throw new TokenRefused('PARSE_JWT')
  try {
    return fromUtf8(bytes)
  } catch {
    throw new TokenRefused('PARSE_JWT')
  }
}

function objectIn(text: string): JsonObject {
  const reason = outOfBounds(text)
  if (reason !== undefined) throw new TokenRefused(reason === 'many' ? 'PARSE_TOO_LARGE' : 'PARSE_JWT')
  const value = parseStrict(text)
  if (!isObject(value)) throw new TokenRefused('PARSE_JWT')
  return value
}
