import { ORDER } from './alphabet.ts'
import { type BitWriter, put, putCode } from './bit-writer.ts'
import { codeLengths, codesOf } from './prefix-code.ts'

/** The symbol that ends a block. */
export const END = 256

/** A symbol, and behind its code in `width` bits how much more. */
export interface Said {
  readonly symbol: number
  readonly more: number
  readonly width: number
}

export interface Code {
  readonly lengths: Uint8Array
  readonly codes: Uint32Array
  /** Of everything that is counted, in bits. */
  readonly size: number
}

export function codeFor(counts: Uint32Array, longest: number): Code {
  const lengths = codeLengths(counts, longest)
  let size = 0
  for (let symbol = 0; symbol < counts.length; symbol++)
    size += (counts[symbol] as number) * (lengths[symbol] as number)
  return { lengths, codes: codesOf(lengths), size }
}

/** What stands before the text of a block with codes of its own (RFC 1951, 3.2.7): for 286 symbols and one distance, told by codes for 19 lengths. */
export interface Head {
  readonly code: Code
  readonly said: readonly Said[]
  /** In bits. */
  readonly size: number
}

/** The head that tells codes of these lengths. */
export function headOf(lengths: Uint8Array): Head {
  const said = lengthsSaid(lengths)
  const code = codeFor(saidCounts(said), 7)
  return { code, said, size: 17 + 3 * ORDER.length + code.size + widthOf(said) }
}

/** Writes the head of the last block. */
export function putHead(out: BitWriter, { code, said }: Head): void {
  put(out, 0b1111_00000_11101_10_1, 17)
  for (const symbol of ORDER) put(out, code.lengths[symbol] as number, 3)
  for (const one of said) putSaid(out, one, code.codes)
}

/** Writes the code of a symbol, and what it says more. */
export function putSaid(out: BitWriter, { symbol, more, width }: Said, codes: Uint32Array): void {
  putCode(out, codes[symbol] as number)
  put(out, more, width)
}

/** How many bits they say besides their codes. */
export function widthOf(said: readonly Said[]): number {
  return said.reduce((sum, { width }) => sum + width, 0)
}

function saidCounts(said: readonly Said[]): Uint32Array {
  const counts = new Uint32Array(19)
  for (const { symbol } of said) add(counts, symbol)
  return counts
}

/** Counts a symbol. */
export function add(counts: Uint32Array, symbol: number, more = 1): void {
  counts[symbol] = (counts[symbol] as number) + more
}

/** What says the lengths of the codes for the text, and of the code for the one distance (RFC 1951, 3.2.7). */
function lengthsSaid(lengths: Uint8Array): Said[] {
  const said: Said[] = []
  for (let at = 0; at < lengths.length; ) {
    const zeros = zerosAt(lengths, at)
    said.push(zeros < 3 ? plain(lengths[at] as number) : zerosSaid(zeros))
    at += zeros < 3 ? 1 : zeros
  }
  return [...said, plain(1)]
}

function plain(length: number): Said {
  return { symbol: length, more: 0, width: 0 }
}

function zerosSaid(count: number): Said {
  return count < 11 ? { symbol: 17, more: count - 3, width: 3 } : { symbol: 18, more: count - 11, width: 7 }
}

/** How many zeros stand from here on, as far as one symbol reaches. */
function zerosAt(lengths: Uint8Array, at: number): number {
  let end = at
  while (end < at + 138 && lengths[end] === 0) end++
  return end - at
}
