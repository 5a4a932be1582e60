import { crc32 } from 'node:zlib'
import { bitsOf, code, codesFor, END, lengthOf, turned } from './gzip-codes.ts'

const SAMPLE = 16
const SHARES = 128
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)
/** More than everything but the bytes takes. */
const FRAME = 256
/** As four bits are written. */
const FOUR = Array.from({ length: 16 }, (_, i) => code(turned(i, 4), 4))
const SET = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

/** Codes by the share of set bits, in steps. */
const kept: Int32Array[] = []

/** The share of bits that are set, by every sixteenth byte. */
export function shareOfBits(data: Uint8Array): number {
  let set = 0
  for (let i = 0; i < data.length; i += SAMPLE) set += SET[data[i] as number] as number
  return set / (Math.ceil(data.length / SAMPLE) * 8)
}

/**
 * One gzip member (RFC 1952) of bytes whose bits are set by chance, as those of a status list are. How often each byte occurs follows from
 * the share of set bits, so that its code is known beforehand: zlib, which counts and sorts for every list, takes twice as long.
 * Other bytes come back too, and take about as much room as others with so many bits.
 */
export function gzipBits(data: Uint8Array, share: number): Uint8Array {
  const codes = codesAt(Math.min(Math.floor(share * SHARES), SHARES - 1))
  const out = new Uint8Array(data.length * 2 + FRAME)
  out.set(HEADER)
  const into = { out, at: HEADER.length, held: 0, count: 0 }
  putForm(into, codes)
  putBytes(into, data, codes)
  put(into, codes[END] as number)
  // What is left of the last byte.
  put(into, code(0, 7))
  const sums = new DataView(out.buffer, into.at, 8)
  sums.setUint32(0, crc32(data), true)
  sums.setUint32(4, data.length, true)
  return out.subarray(0, into.at + 8)
}

function codesAt(step: number): Int32Array {
  const share = (step + 0.5) / SHARES
  kept[step] ??= codesFor(Array.from(SET, (set) => share ** set * (1 - share) ** (8 - set)))
  return kept[step]
}

interface Into {
  readonly out: Uint8Array
  at: number
  held: number
  count: number
}

function put(into: Into, made: number): void {
  into.held |= bitsOf(made) << into.count
  into.count += lengthOf(made)
  for (; into.count >= 8; into.count -= 8) {
    into.out[into.at++] = into.held
    into.held >>>= 8
  }
}

/** RFC 1951, 3.2.7: one block, with codes of its own, the length of each in four bits; repetitions and distances are not used. */
function putForm(into: Into, codes: Int32Array): void {
  put(into, code(0b101, 3))
  put(into, code(15 << 10, 14))
  put(into, code(0, 9))
  for (let i = 0; i < 16; i++) put(into, code(4, 3))
  for (const made of codes) put(into, FOUR[lengthOf(made)] as number)
  put(into, FOUR[1] as number)
}

// Here is what time it takes: everything is in variables, and two bytes are written at once.
function putBytes(into: Into, data: Uint8Array, codes: Int32Array): void {
  let { out, at, held, count } = into
  for (let i = 0; i < data.length; i++) {
    const made = codes[data[i] as number] as number
    held |= (made & 0xffff) << count
    count += made >> 16
    if (count < 16) continue
    out[at] = held
    out[at + 1] = held >> 8
    at += 2
    held >>= 16
    count -= 16
  }
  Object.assign(into, { at, held, count })
}
