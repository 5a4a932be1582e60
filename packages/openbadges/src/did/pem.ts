import { base64url, fromBase64url } from '../encoding/base64url.ts'
import { hex } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import type { PublicKey } from '../ports.ts'
import { fromJwk } from './multikey.ts'

const BEGIN = '-----BEGIN PUBLIC KEY-----'
const END = '-----END PUBLIC KEY-----'
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
const MAX_PEM = 4_096
const [INTEGER, BIT_STRING, SEQUENCE] = [0x02, 0x03, 0x30]
// rsaEncryption (1.2.840.113549.1.1.1) with NULL as its parameters, as the value of AlgorithmIdentifier.
const RSA = '06092a864886f70d0101010500'

function refuse(): never {
  throw new OpenBadgesError('DID_KEY_FORMAT', 'This is not the PEM of an RSA public key.')
}

/** The RSA key of a PEM text (`BEGIN PUBLIC KEY`, RFC 7468 and RFC 8017). @throws OpenBadgesError `DID_KEY_FORMAT` */
export function fromPem(text: string): PublicKey {
  const bytes = fromBase64url(digitsOf(text))
  if (!bytes || bytes.length === 0) return refuse()
  const [algorithm, bits] = both(whole(bytes, SEQUENCE), SEQUENCE, BIT_STRING)
  if (hex(algorithm) !== RSA || bits[0] !== 0) return refuse()
  const [n, e] = both(whole(bits.subarray(1), SEQUENCE), INTEGER, INTEGER)
  return fromJwk({ kty: 'RSA', n: base64url(positive(n)), e: base64url(positive(e)) })
}

/** What stands between the two lines, in the alphabet of base64url; nothing when the text is no PEM. */
function digitsOf(text: string): string {
  const whole = text.trim()
  if (text.length > MAX_PEM || !whole.startsWith(BEGIN) || !whole.endsWith(END)) return ''
  const body = whole.slice(BEGIN.length, -END.length)
  const digits = body.replaceAll(/\s/g, '')
  if (body.trimStart() === body || !BASE64.test(digits)) return ''
  return digits.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')
}

/** The value of one DER element and what follows it; lengths in their shortest form only. */
function element(bytes: Uint8Array, tag: number): readonly [Uint8Array, Uint8Array] {
  const [first, short = 0] = bytes
  const count = short < 0x80 ? 0 : short - 0x80
  let length = count === 0 ? short : 0
  for (const byte of bytes.subarray(2, 2 + count)) length = length * 256 + byte
  const start = 2 + count
  const isShortest = count === 0 || (count === 1 ? length > 0x7f : length > 0xff)
  if (first !== tag || count > 2 || !isShortest || start + length > bytes.length) return refuse()
  return [bytes.subarray(start, start + length), bytes.subarray(start + length)]
}

function whole(bytes: Uint8Array, tag: number): Uint8Array {
  const [value, rest] = element(bytes, tag)
  return rest.length === 0 ? value : refuse()
}

function both(bytes: Uint8Array, first: number, second: number): readonly [Uint8Array, Uint8Array] {
  const [value, rest] = element(bytes, first)
  return [value, whole(rest, second)]
}

function positive(integer: Uint8Array): Uint8Array {
  const [first = 0x80, next = 0] = integer
  if (first >= 0x80) return refuse()
  if (first !== 0) return integer
  return next >= 0x80 ? integer.subarray(1) : refuse()
}
