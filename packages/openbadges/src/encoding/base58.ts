const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58, Bitcoin alphabet, without a multibase prefix. */
export function base58(bytes: Uint8Array): string {
  const digits: number[] = []
  for (const byte of bytes) {
    let carry = byte
    for (let i = 0; i < digits.length; i++) {
      carry += (digits[i] as number) << 8
      digits[i] = carry % 58
      carry = (carry / 58) | 0
    }
    for (; carry > 0; carry = (carry / 58) | 0) digits.push(carry % 58)
  }
  const zeros = bytes.findIndex((byte) => byte !== 0)
  const text = digits.reverse().map((digit) => ALPHABET.charAt(digit))
  return '1'.repeat(zeros < 0 ? bytes.length : zeros) + text.join('')
}

const DIGITS = new Map([...ALPHABET].map((character, digit) => [character, digit]))
// 132 bytes, the longest signature read here (P-521), are at most 181 characters; the work grows with the square of the length.
const MAX_LENGTH = 181
const GROUP = 4
const LIMB = 2 ** 24

/** The bytes of a base58 text, or undefined when a character is foreign or the text is longer than 181. */
export function fromBase58(text: string): Uint8Array | undefined {
  if (text.length > MAX_LENGTH) return undefined
  // Little endian, three bytes a limb: a limb times 58^4 and a carry stay below 2^53.
  const limbs: number[] = []
  for (let at = 0; at < text.length; at += GROUP) {
    let [carry, scale] = [0, 1]
    for (const character of text.slice(at, at + GROUP)) {
      const digit = DIGITS.get(character)
      if (digit === undefined) return undefined
      carry = carry * 58 + digit
      scale *= 58
    }
    add(limbs, scale, carry)
  }
  const zeros = /^1*/.exec(text)?.[0].length ?? 0
  return bytesOf(limbs, zeros)
}

/** limbs = limbs * scale + carry */
function add(limbs: number[], scale: number, given: number): void {
  let carry = given
  for (let i = 0; i < limbs.length; i++) {
    const sum = (limbs[i] as number) * scale + carry
    limbs[i] = sum % LIMB
    carry = Math.floor(sum / LIMB)
  }
  if (carry > 0) limbs.push(carry)
}

function bytesOf(limbs: readonly number[], zeros: number): Uint8Array {
  const bytes = limbs.flatMap((limb) => [limb & 255, (limb >> 8) & 255, limb >> 16])
  while (bytes[bytes.length - 1] === 0) bytes.pop()
  const whole = new Uint8Array(zeros + bytes.length)
  whole.set(bytes.reverse(), zeros)
  return whole
}
