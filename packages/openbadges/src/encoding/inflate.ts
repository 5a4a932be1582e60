import { LENGTHS, moreBits, ORDER } from './alphabet.ts'
import { type Bits, corrupt, InflateError, take } from './bits.ts'
import { type Huffman, huffman, symbolOf } from './huffman.ts'

export { InflateError } from './bits.ts'

interface Stream extends Bits {
  readonly maxBytes: number
  out: Uint8Array
  length: number
}

/**
 * The bytes of one zlib stream (RFC 1950, RFC 1951), never more than `maxBytes` of them: what would be longer stops there.
 *
 * @throws InflateError `corrupt` for anything but one whole stream without a dictionary, `large` beyond `maxBytes`
 */
export function inflate(data: Uint8Array, maxBytes: number): Uint8Array {
  const [method = 0, flags = 0] = data
  const isZlib = (method & 15) === 8 && method <= 0x78 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0
  if (data.length < 6 || !isZlib) return corrupt()
  const out = inflateRaw(data.subarray(0, -4), 2, maxBytes)
  const sum = new DataView(data.buffer, data.byteOffset + data.length - 4, 4).getUint32(0)
  return sum === adler32(out) ? out : corrupt()
}

/** The same for what is packed from byte `at` to the end, without a header and a sum around it (RFC 1951 alone). */
export function inflateRaw(data: Uint8Array, at: number, maxBytes: number): Uint8Array {
  const bits = { data, at, held: 0, count: 0 }
  const stream: Stream = { ...bits, maxBytes, out: new Uint8Array(Math.min(1024, maxBytes)), length: 0 }
  while (!isLastBlock(stream));
  return stream.at === data.length ? stream.out.subarray(0, stream.length) : corrupt()
}

function adler32(bytes: Uint8Array): number {
  let [a, b] = [1, 0]
  for (const byte of bytes) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return ((b << 16) | a) >>> 0
}

function makeRoom(stream: Stream, more: number): void {
  const needed = stream.length + more
  if (needed > stream.maxBytes) throw new InflateError('large')
  if (needed <= stream.out.length) return
  const wider = new Uint8Array(Math.min(stream.maxBytes, Math.max(needed, stream.out.length * 2)))
  wider.set(stream.out)
  stream.out = wider
}

/** Reads one block and says whether it was the last. */
function isLastBlock(stream: Stream): boolean {
  const last = take(stream, 1) === 1
  const kind = take(stream, 2)
  if (kind === 0) readStored(stream)
  else if (kind === 1) readPacked(stream, FIXED)
  else if (kind === 2) readPacked(stream, codesOf(stream))
  else corrupt()
  return last
}

function readStored(stream: Stream): void {
  stream.held = 0
  stream.count = 0
  const length = take(stream, 16)
  const inverse = take(stream, 16)
  const bytes = stream.data.subarray(stream.at, stream.at + length)
  if ((length ^ inverse) !== 0xffff || bytes.length !== length) corrupt()
  makeRoom(stream, length)
  stream.out.set(bytes, stream.length)
  stream.length += length
  stream.at += length
}

interface Codes {
  readonly literals: Huffman
  readonly distances: Huffman
}

const FIXED: Codes = {
  literals: huffman(Uint8Array.from({ length: 288 }, (_, i) => (i < 144 || i > 279 ? 8 : i < 256 ? 9 : 7))),
  // 30 and 31 take part in the code and mean nothing.
  distances: huffman(new Uint8Array(32).fill(5)),
}

/** The codes a block of the third kind describes at its start (RFC 1951, 3.2.7). */
function codesOf(stream: Stream): Codes {
  const literals = take(stream, 5) + 257
  const distances = take(stream, 5) + 1
  const count = take(stream, 4) + 4
  const short = new Uint8Array(19)
  for (const place of ORDER.slice(0, count)) short[place] = take(stream, 3)
  const lengths = lengthsOf(stream, huffman(short), literals + distances)
  // Without a code for the end of the block it would not end.
  if (literals > 286 || lengths[256] === 0) corrupt()
  return { literals: huffman(lengths.subarray(0, literals)), distances: huffman(lengths.subarray(literals)) }
}

function lengthsOf(stream: Stream, code: Huffman, count: number): Uint8Array {
  const lengths = new Uint8Array(count)
  let at = 0
  while (at < count) {
    const symbol = symbolOf(stream, code)
    const end = at + timesOf(stream, symbol)
    if (end > count) corrupt()
    lengths.fill(symbol === 16 ? (lengths[at - 1] ?? corrupt()) : symbol > 16 ? 0 : symbol, at, end)
    at = end
  }
  return lengths
}

// 16 repeats the length before it, 17 and 18 stand for runs of zero.
function timesOf(stream: Stream, symbol: number): number {
  if (symbol < 16) return 1
  if (symbol === 16) return 3 + take(stream, 2)
  return symbol === 17 ? 3 + take(stream, 3) : 11 + take(stream, 7)
}

const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]

function readPacked(stream: Stream, { literals, distances }: Codes): void {
  for (let symbol = symbolOf(stream, literals); symbol !== 256; symbol = symbolOf(stream, literals)) {
    if (symbol < 256) {
      makeRoom(stream, 1)
      stream.out[stream.length++] = symbol
    } else copy(stream, lengthOf(stream, symbol - 257), distanceOf(stream, symbolOf(stream, distances)))
  }
}

function lengthOf(stream: Stream, place: number): number {
  const base = LENGTHS[place] ?? corrupt()
  return base + take(stream, moreBits(place))
}

function distanceOf(stream: Stream, place: number): number {
  const base = DISTANCES[place] ?? corrupt()
  return base + take(stream, place < 4 ? 0 : (place >> 1) - 1)
}

function copy(stream: Stream, length: number, distance: number): void {
  if (distance > stream.length) corrupt()
  makeRoom(stream, length)
  for (let i = 0; i < length; i++) {
    stream.out[stream.length] = stream.out[stream.length - distance] ?? 0
    stream.length++
  }
}
