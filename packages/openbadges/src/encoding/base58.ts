const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

// Four digits and three bytes at a time: their product stays within what a number holds exactly.
const GROUP = 58 ** 4
const WORD = 2 ** 24

/** Base58, Bitcoin alphabet, without a multibase prefix. */
export function base58(bytes: Uint8Array): string {
  const groups: number[] = []
  for (let at = 0, until = bytes.length % 3 || 3; at < bytes.length; until += 3) {
    let word = 0
    for (; at < until; at++) word = word * 256 + (bytes[at] as number)
    appendWord(groups, word)
  }
  let zeros = 0
  while (bytes[zeros] === 0) zeros++
  return '1'.repeat(zeros) + textOf(groups)
}

/** groups = groups * 2^24 + word, the least group first */
function appendWord(groups: number[], word: number): void {
  let carry = word
  for (let i = 0; i < groups.length; i++) {
    const sum = (groups[i] as number) * WORD + carry
    carry = Math.floor(sum / GROUP)
    groups[i] = sum - carry * GROUP
  }
  for (; carry > 0; carry = Math.floor(carry / GROUP)) groups.push(carry % GROUP)
}

function textOf(groups: readonly number[]): string {
  const codes = new Array<number>(groups.length * 4)
  let at = codes.length
  for (let group of groups)
    for (let i = 0; i < 4; i++) {
      codes[--at] = ALPHABET.charCodeAt(group % 58)
      group = Math.floor(group / 58)
    }
  return String.fromCharCode(...codes).replace(/^1+/, '')
}

const NONE = 255
/** The digit of each ASCII character. */
const DIGITS = new Uint8Array(128).fill(NONE)
for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit
// 132 bytes, the longest signature read here (P-521), are at most 181 characters; the work grows with the square of the length.
const MAX_LENGTH = 181

/** The bytes of a base58 text, or undefined when a character is foreign or the text is longer than 181. */
export function fromBase58(text: string): Uint8Array | undefined {
  if (text.length > MAX_LENGTH) return undefined
  // Little endian, 16 bits a limb: a limb times 58 and a carry stay small whole numbers.
  const limbs: number[] = []
  for (let at = 0; at < text.length; at++) {
    const digit = DIGITS[text.charCodeAt(at)] ?? NONE
    if (digit === NONE) return undefined
    append(limbs, digit)
  }
  let zeros = 0
  while (text[zeros] === '1') zeros++
  return bytesOf(limbs, zeros)
}

/** limbs = limbs * 58 + digit */
function append(limbs: number[], digit: number): void {
  let carry = digit
  for (let i = 0; i < limbs.length; i++) {
    const sum = (limbs[i] as number) * 58 + carry
    limbs[i] = sum & 0xffff
    carry = sum >>> 16
  }
  if (carry > 0) limbs.push(carry)
}

function bytesOf(limbs: readonly number[], zeros: number): Uint8Array {
  const top = limbs[limbs.length - 1] ?? 256
  const length = limbs.length * 2 - (top < 256 ? 1 : 0)
  const bytes = new Uint8Array(zeros + length)
  for (let i = 0; i < length; i++)
    bytes[zeros + length - 1 - i] = ((limbs[i >> 1] as number) >> (i % 2 === 0 ? 0 : 8)) & 255
  return bytes
}
