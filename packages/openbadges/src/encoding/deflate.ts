import { LENGTHS, moreBits, ORDER } from './alphabet.ts'
import { type BitWriter, bitWriter, put, putBytes, putCode, written } from './bit-writer.ts'
import { codeLengths, codesOf } from './prefix-code.ts'

const END = 256
const LONGEST_COPY = 258
/** Most bytes of a stored block (RFC 1951, 3.2.4). */
const BLOCK = 0xffff

/** A symbol, and behind its code in `width` bits how much more. */
interface Said {
  readonly symbol: number
  readonly more: number
  readonly width: number
}

/** Zeros, from one byte to before another, that are told as a copy of the one before them. */
interface Copy {
  readonly from: number
  readonly to: number
}

/** What says a copy, by how many bytes it has. Behind it stands the code of the only distance there is: one bit, 0. */
const COPIES = Array.from({ length: LONGEST_COPY + 1 }, (_, count): Said => {
  const place = LENGTHS.findLastIndex((least) => least <= count)
  return { symbol: END + 1 + place, more: count - (LENGTHS[place] ?? 0), width: moreBits(place) + 1 }
})

/**
 * Packs bytes (RFC 1951) in a way made for status lists, whose bits are few or far between: in one block, with codes by frequency for
 * bytes and for long runs of zeros. What would not be shorter is stored as it is.
 */
export function deflate(data: Uint8Array): Uint8Array {
  const words = wordsOf(data)
  const copies = copiesOf(words)
  const text = codeFor(textCounts(words, data, copies), 12)
  const lengths = lengthsSaid(text.lengths)
  const head = codeFor(saidCounts(lengths), 7)
  const more = widthOf(lengths) + widthOf(copies.map(saidOf))
  const size = 17 + 3 * ORDER.length + head.size + text.size + more
  if (size >= 8 * (data.length + 5 * blocksOf(data))) return stored(data)
  const out = bitWriter(size)
  // The last block, with codes of its own: for 286 symbols and one distance, told by codes for 19 lengths.
  put(out, 0b1111_00000_11101_10_1, 17)
  for (const symbol of ORDER) put(out, head.lengths[symbol] as number, 3)
  for (const said of lengths) putSaid(out, said, head.codes)
  putText(out, { data, copies }, text.codes)
  return written(out)
}

function putText(out: BitWriter, text: { data: Uint8Array; copies: readonly Copy[] }, codes: Uint32Array): void {
  let at = 0
  for (const copy of text.copies) {
    putBytes(out, text.data.subarray(at, copy.from), codes)
    putSaid(out, saidOf(copy), codes)
    at = copy.to
  }
  putBytes(out, text.data.subarray(at), codes)
  putCode(out, codes[END] as number)
}

function putSaid(out: BitWriter, { symbol, more, width }: Said, codes: Uint32Array): void {
  putCode(out, codes[symbol] as number)
  put(out, more, width)
}

function saidOf({ from, to }: Copy): Said {
  return COPIES[to - from] as Said
}

function widthOf(said: readonly Said[]): number {
  return said.reduce((sum, { width }) => sum + width, 0)
}

function blocksOf(data: Uint8Array): number {
  return Math.max(1, Math.ceil(data.length / BLOCK))
}

function stored(data: Uint8Array): Uint8Array {
  const blocks = blocksOf(data)
  const out = new Uint8Array(data.length + 5 * blocks)
  const view = new DataView(out.buffer)
  for (let i = 0, at = 0; i < blocks; i++) {
    const block = data.subarray(i * BLOCK, (i + 1) * BLOCK)
    view.setUint8(at, Number(i === blocks - 1))
    view.setUint16(at + 1, block.length, true)
    view.setUint16(at + 3, ~block.length, true)
    out.set(block, at + 5)
    at += 5 + block.length
  }
  return out
}

/** Four bytes at once, without those at the end that are fewer. */
function wordsOf(data: Uint8Array): Int32Array {
  const { buffer, byteOffset, length } = data.byteOffset % 4 === 0 ? data : Uint8Array.from(data)
  return new Int32Array(buffer, byteOffset, length >> 2)
}

/** Every run of zeros that fills four words, without its first two bytes and without what is too short at its end. */
function copiesOf(words: Int32Array): Copy[] {
  const copies: Copy[] = []
  // Of four words, two are such a pair.
  for (let at = 0; at < words.length; at += 2) {
    if (words[at] !== 0 || words[at + 1] !== 0) continue
    const first = words[at - 1] === 0 ? at - 1 : at
    let end = at + 2
    while (words[end] === 0) end++
    if (end - first > 3) addCopies(copies, first * 4 + 2, end * 4)
    at = end & ~1
  }
  return copies
}

function addCopies(copies: Copy[], first: number, end: number): void {
  for (let from = first; end - from > 2; from += LONGEST_COPY)
    copies.push({ from, to: Math.min(end, from + LONGEST_COPY) })
}

/** How often each symbol is said. Bytes are counted apart by their place in a word: of two alike in a row, one would wait for the other. */
function textCounts(words: Int32Array, data: Uint8Array, copies: readonly Copy[]): Uint32Array {
  const apart = new Uint32Array(4 * 256)
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as number
    add(apart, word & 255)
    add(apart, 256 + ((word >>> 8) & 255))
    add(apart, 512 + ((word >>> 16) & 255))
    add(apart, 768 + (word >>> 24))
  }
  const counts = new Uint32Array(286)
  for (let i = 0; i < apart.length; i++) add(counts, i & 255, apart[i])
  for (const byte of data.subarray(words.length * 4)) add(counts, byte)
  for (const copy of copies) {
    add(counts, 0, copy.from - copy.to)
    add(counts, saidOf(copy).symbol)
  }
  add(counts, END)
  return counts
}

function saidCounts(said: readonly Said[]): Uint32Array {
  const counts = new Uint32Array(19)
  for (const { symbol } of said) add(counts, symbol)
  return counts
}

function add(counts: Uint32Array, symbol: number, more = 1): void {
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

interface Code {
  readonly lengths: Uint8Array
  readonly codes: Uint32Array
  /** Of everything that is counted, in bits. */
  readonly size: number
}

function codeFor(counts: Uint32Array, longest: number): Code {
  const lengths = codeLengths(counts, longest)
  let size = 0
  for (let symbol = 0; symbol < counts.length; symbol++)
    size += (counts[symbol] as number) * (lengths[symbol] as number)
  return { lengths, codes: codesOf(lengths), size }
}
