import { fromBase58 } from '../encoding/base58.ts'
import { fromBase64url } from '../encoding/base64url.ts'
import { hex } from '../encoding/text.ts'
import { isString, type JsonValue } from '../json.ts'
import type { Crypto } from '../ports.ts'

type Algorithm = 'SHA-256' | 'SHA-384'

/** A digest in hexadecimal and how it was made. */
export interface Digest {
  readonly algorithm: Algorithm
  readonly hex: string
}

/** What a text says a resource must hash to: any of `oneOf`; none when it is of a kind that is not read here. */
export interface Seal {
  readonly oneOf: readonly Digest[]
}

const LENGTHS: Readonly<Record<Algorithm, number>> = { 'SHA-256': 32, 'SHA-384': 48 }
// multihash: the code of the function, then the number of bytes that follow.
const MULTIHASHES: readonly (readonly [number, Algorithm])[] = [
  [0x12, 'SHA-256'],
  [0x20, 'SHA-384'],
]
const UNREAD: Seal = { oneOf: [] }

/** `digestMultibase`: a multihash in base64url (`u`) or base58btc (`z`). Undefined when it is not written in the base it names. */
export function readMultibase(text: JsonValue | undefined): Seal | undefined {
  if (!isString(text) || text.length < 2) return undefined
  const [base, rest] = [text.charAt(0), text.slice(1)]
  if (base !== 'u' && base !== 'z') return /[a-zA-Z0-9]/.test(base) ? UNREAD : undefined
  const bytes = base === 'u' ? fromBase64url(rest) : fromBase58(rest)
  return bytes && fromMultihash(bytes)
}

function fromMultihash(bytes: Uint8Array): Seal {
  const [code, length] = bytes
  const algorithm = MULTIHASHES.find(([one]) => one === code)?.[1]
  const digest = bytes.slice(2)
  if (!algorithm || length !== LENGTHS[algorithm] || digest.length !== length) return UNREAD
  return { oneOf: [{ algorithm, hex: hex(digest) }] }
}

const EXPRESSION = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+)={0,2}(?:\?[\x21-\x7e]*)?$/
const SRI: Readonly<Record<string, Algorithm | undefined>> = { sha256: 'SHA-256', sha384: 'SHA-384' }

/** `digestSRI`: hash expressions of Subresource Integrity; of several the strongest that is read here decides. */
export function readIntegrity(text: JsonValue | undefined): Seal | undefined {
  if (!isString(text)) return undefined
  const read = text.trim().split(/\s+/).map(readExpression)
  const seals = read.filter((seal) => seal !== undefined)
  if (seals.length < read.length) return undefined
  const found = seals.flatMap(({ oneOf }) => oneOf)
  const strongest = found.some(({ algorithm }) => algorithm === 'SHA-384') ? 'SHA-384' : 'SHA-256'
  return { oneOf: found.filter(({ algorithm }) => algorithm === strongest) }
}

function readExpression(expression: string): Seal | undefined {
  const [, name, value = ''] = EXPRESSION.exec(expression) ?? []
  const digest = fromBase64url(value.replaceAll('+', '-').replaceAll('/', '_'))
  if (name === undefined || !digest) return undefined
  const algorithm = SRI[name]
  if (!algorithm) return UNREAD
  return digest.length === LENGTHS[algorithm] ? { oneOf: [{ algorithm, hex: hex(digest) }] } : undefined
}

/** Whether bytes have one of these digests. */
export async function fits({ oneOf }: Seal, bytes: Uint8Array, crypto: Crypto): Promise<boolean> {
  for (const digest of oneOf) if (hex(await crypto.hash(digest.algorithm, bytes)) === digest.hex) return true
  return false
}
