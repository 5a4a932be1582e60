import { LENGTHS, moreBits } from './alphabet.ts'
import { type BitWriter, bitWriter, putBytes, putCode, written } from './bit-writer.ts'
import { add, codeFor, END, headOf, putHead, putSaid, type Said, widthOf } from './block-head.ts'
import { LONGEST_BYTE } from './prefix-code.ts'
import { deflateStrewn } from './strewn.ts'

const LONGEST_COPY = 258
/** Most bytes of a stored block (RFC 1951, 3.2.4). */
const BLOCK = 0xffff

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
  const packed = deflateStrewn(data) ?? deflateCounted(data)
  return packed.length < data.length + 5 * blocksOf(data) ? packed : stored(data)
}

function deflateCounted(data: Uint8Array): Uint8Array {
  const words = wordsOf(data)
  const copies = copiesOf(words)
  const text = codeFor(textCounts(words, data, copies), LONGEST_BYTE)
  const head = headOf(text.lengths)
  const out = bitWriter(head.size + text.size + widthOf(copies.map(saidOf)))
  putHead(out, head)
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

function saidOf({ from, to }: Copy): Said {
  return COPIES[to - from] as Said
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
    const first = at > 0 && words[at - 1] === 0 ? at - 1 : at
    const end = endOf(words, at)
    if (end - first > 3) addCopies(copies, first * 4 + 2, end * 4)
    at = end & ~1
  }
  return copies
}

/** Where the zeros end. An engine that was ever asked for a place outside of the list reads all of it more slowly. */
function endOf(words: Int32Array, from: number): number {
  let end = from
  while (end < words.length && words[end] === 0) end++
  return end
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
