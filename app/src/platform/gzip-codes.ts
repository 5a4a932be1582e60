/** The symbol after the 256 bytes: nothing follows (RFC 1951, 3.2.5). */
export const END = 256

/** Rarer than that, a symbol has the code of one that is not: none is longer than the 15 bits that are allowed. */
const RAREST = 2 ** -14

/** Bits to be written, the first one lowest, with their number above them. */
export function code(bits: number, length: number): number {
  return (length << 16) | bits
}

export function bitsOf(made: number): number {
  return made & 0xffff
}

export function lengthOf(made: number): number {
  return made >> 16
}

/** Huffman codes (RFC 1951, 3.2.2) of the bytes, which occur with these chances, and of the end. */
export function codesFor(chances: readonly number[]): Int32Array {
  const lengths = lengthsFor([...chances, 0])
  const codes = new Int32Array(lengths.length)
  let next = 0
  for (let length = 1; length < 16; length++) {
    next <<= 1
    for (const [symbol, own] of lengths.entries())
      if (own === length) codes[symbol] = code(turned(next++, length), length)
  }
  return codes
}

/** The two rarest become one, until one is left: with each step, what is in it is one bit further away. */
function lengthsFor(chances: readonly number[]): Uint8Array {
  const lengths = new Uint8Array(chances.length)
  let trees = chances.map((chance, symbol) => ({ chance: Math.max(chance, RAREST), symbols: [symbol] }))
  trees.sort((a, b) => a.chance - b.chance)
  for (let [rarest, second, ...rest] = trees; rarest && second; [rarest, second, ...rest] = trees) {
    const joined = { chance: rarest.chance + second.chance, symbols: [...rarest.symbols, ...second.symbols] }
    for (const symbol of joined.symbols) lengths[symbol] = (lengths[symbol] as number) + 1
    const place = rest.filter(({ chance }) => chance < joined.chance).length
    trees = rest.toSpliced(place, 0, joined)
  }
  return lengths
}

/** The same bits in the other order: codes are written from their highest bit on. */
export function turned(bits: number, length: number): number {
  let out = 0
  for (let i = 0; i < length; i++) out |= ((bits >> i) & 1) << (length - 1 - i)
  return out
}
