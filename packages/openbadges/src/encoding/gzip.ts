import { corrupt } from './bits.ts'
import { crc32 } from './crc32.ts'
import { deflate } from './deflate.ts'
import { inflateRaw } from './inflate.ts'
import { deflateStrewn } from './strewn.ts'

/** What stands in front: the method, no name, no time, no matter which system (RFC 1952, 2.3). */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
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

/** One gzip member with these bytes, which anybody's gunzip reads. */
export function gzip(data: Uint8Array): Uint8Array {
  return member(data, deflate(data), crc32(data))
}

/**
 * One gzip member with the bytes of a status list in which one bit in fifty is set, or up to one in four, at places drawn by chance: sooner
 * than by zlib, which has to count what is known here. Undefined for any other bytes, which zlib packs better. Only every eighth byte is
 * looked at: of bytes made to deceive it more may come out than went in, at most half as many again.
 *
 * @param sum CRC-32, if not as this package reckons it by itself
 */
export function gzipStrewn(data: Uint8Array, sum: (data: Uint8Array) => number = crc32): Uint8Array | undefined {
  const packed = deflateStrewn(data)
  return packed && member(data, packed, sum(data))
}

function member(data: Uint8Array, packed: Uint8Array, sum: number): Uint8Array {
  const out = new Uint8Array(HEADER.length + packed.length + TRAILER)
  out.set(HEADER)
  out.set(packed, HEADER.length)
  const sums = new DataView(out.buffer, out.length - TRAILER)
  sums.setUint32(0, sum, true)
  sums.setUint32(4, data.length, true)
  return out
}
