const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LATIN = new TextDecoder('latin1')
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0))
const NONE = 255
/** The value of each ASCII character. */
const VALUES = new Uint8Array(128).fill(NONE)
CODES.forEach((code, value) => {
  VALUES[code] = value
})
/** Two digits at once, as they lie in memory on this machine. */
const PAIRS = new Uint16Array(
  Uint8Array.from({ length: 8192 }, (_, i) => CODES[i % 2 ? (i >> 1) & 63 : i >> 7] as number).buffer,
)

/** Base64url without padding (RFC 4648 section 5). */
export function base64url(bytes: Uint8Array): string {
  const pairs = new Uint16Array(Math.ceil(bytes.length / 3) * 2)
  for (let i = 0, at = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    pairs[at++] = PAIRS[word >> 12] as number
    pairs[at++] = PAIRS[word & 4095] as number
  }
  return LATIN.decode(new Uint8Array(pairs.buffer, 0, Math.ceil((bytes.length * 4) / 3)))
}

/** The bytes of a base64url text; undefined for padding, foreign characters, impossible lengths or unused bits set. */
export function fromBase64url(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let at = 0
  for (let i = 0; i < text.length; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? NONE
    if (value === NONE) return undefined
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (word >> bits) & 255
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : undefined
}
