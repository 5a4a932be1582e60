import { corrupt } from './bits.ts'
import { crc32 } from './crc32.ts'
import { inflateRaw } from './inflate.ts'

/** Most bytes of a stored block (RFC 1951, 3.2.4). */
const BLOCK = 0xffff
const TRAILER = 8

/**
 * The bytes of exactly one gzip member (RFC 1952) with nothing behind it, never more than `maxBytes` of them.
 *
 * @throws InflateError `corrupt` for anything else, `large` beyond `maxBytes`
 */
export function gunzip(data: Uint8Array, maxBytes: number): Uint8Array {
  const end = data.length - TRAILER
  const out = inflateRaw(data.subarray(0, Math.max(end, 0)), headerLength(data), maxBytes)
  const sums = new DataView(data.buffer, data.byteOffset + end, TRAILER)
  return sums.getUint32(0, true) === crc32(out) && sums.getUint32(4, true) === out.length ? out : corrupt()
}

function headerLength(data: Uint8Array): number {
  const [one, two, method, flags = 0] = data
  if (one !== 0x1f || two !== 0x8b || method !== 8 || (flags & 0xe0) !== 0) return corrupt()
  let at = 10
  if (flags & 4) at += 2 + (data[at] ?? 0) + 256 * (data[at + 1] ?? 0)
  for (const named of [8, 16]) if (flags & named) at = data.indexOf(0, at) + 1 || data.length
  return flags & 2 ? at + 2 : at
}

/** A gzip member that holds the bytes as they are: what anybody's gunzip reads, without the work of compressing. */
export function stored(data: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(data.length / BLOCK))
  const out = new Uint8Array(10 + blocks * 5 + data.length + TRAILER)
  const view = new DataView(out.buffer)
  out.set([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
  for (let i = 0, at = 10; i < blocks; i++) {
    const block = data.subarray(i * BLOCK, (i + 1) * BLOCK)
    view.setUint8(at, Number(i === blocks - 1))
    view.setUint16(at + 1, block.length, true)
    view.setUint16(at + 3, ~block.length, true)
    out.set(block, at + 5)
    at += 5 + block.length
  }
  view.setUint32(out.length - 8, crc32(data), true)
  view.setUint32(out.length - 4, data.length, true)
  return out
}
