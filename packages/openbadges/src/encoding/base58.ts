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
  // Little endian, 24 bits a limb; four digits at a time.
  const limbs: number[] = []
  for (let at = 0, until = text.length % 4 || 4; at < text.length; until += 4) {
    let group = 0
    for (; at < until; at++) {
      const digit = DIGITS[text.charCodeAt(at)] ?? NONE
      if (digit === NONE) return undefined
      group = group * 58 + digit
    }
    appendGroup(limbs, group)
  }
  let zeros = 0
  while (text[zeros] === '1') zeros++
  return bytesOf(limbs, zeros)
}

/** limbs = limbs * 58^4 + group */
function appendGroup(limbs: number[], group: number): void {
  let carry = group
  for (let i = 0; i < limbs.length; i++) {
    const sum = (limbs[i] as number) * GROUP + carry
    carry = Math.floor(sum / WORD)
    limbs[i] = sum - carry * WORD
  }
  if (carry > 0) limbs.push(carry)
}

function bytesOf(limbs: readonly number[], zeros: number): Uint8Array {
  const top = limbs[limbs.length - 1] ?? WORD
  const length = limbs.length * 3 - (top < 0x1_0000 ? 1 : 0) - (top < 0x100 ? 1 : 0)
  const bytes = new Uint8Array(zeros + length)
  let at = bytes.length
  for (const limb of limbs)
    for (let shift = 0; shift < 24 && at > zeros; shift += 8) bytes[--at] = (limb >> shift) & 255
  return bytes
}
