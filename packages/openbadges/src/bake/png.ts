import { concat, fromUtf8, sameBytes, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const MAX_FILE = 10 * 1024 * 1024
const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** One chunk: its four letters, its data, and where it starts and ends in the file. */
export interface Chunk {
  readonly type: string
  readonly data: Uint8Array
  readonly start: number
  readonly end: number
}

function corrupt(message: string): never {
  throw new OpenBadgesError('OB_BAKE_CORRUPT', message)
}

/** Whether the file begins as a PNG does. */
export function isPng(file: Uint8Array): boolean {
  return sameBytes(file.subarray(0, 8), SIGNATURE)
}

/** The chunks up to and with IEND. @throws OpenBadgesError `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE` */
export function chunks(file: Uint8Array): Chunk[] {
  if (file.length > MAX_FILE) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'An image has at most 10 MiB.')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const found: Chunk[] = []
  for (let at = 8; at < file.length; ) {
    const chunk = chunkAt(file, view, at)
    found.push(chunk)
    if (chunk.type === 'IEND') break
    at = chunk.end
  }
  if (found[0]?.type !== 'IHDR' || found.at(-1)?.type !== 'IEND') corrupt('The image has no beginning or no end.')
  return found
}

function chunkAt(file: Uint8Array, view: DataView, at: number): Chunk {
  if (at + 12 > file.length) return corrupt('A chunk is cut off.')
  const length = view.getUint32(at)
  if (length > file.length - at - 12) return corrupt('A chunk is longer than the file.')
  const end = at + 12 + length
  if (view.getUint32(end - 4) !== crc32(file.subarray(at + 4, end - 4))) return corrupt('A checksum does not agree.')
  return {
    type: String.fromCharCode(...file.subarray(at + 4, at + 8)),
    data: file.subarray(at + 8, end - 4),
    start: at,
    end,
  }
}

function crc32(data: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of data) c = (CRC[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

/** The bytes of a chunk with length and checksum. */
export function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concat(utf8(type), data)
  const whole = new Uint8Array(body.length + 8)
  const view = new DataView(whole.buffer)
  view.setUint32(0, data.length)
  whole.set(body, 4)
  view.setUint32(whole.length - 4, crc32(body))
  return whole
}

/** Keyword of a text chunk. */
export function keywordOf({ type, data }: Chunk): string | undefined {
  if (type !== 'iTXt' && type !== 'tEXt') return undefined
  const end = data.indexOf(0)
  return end > 0 && end < 80 ? String.fromCharCode(...data.subarray(0, end)) : undefined
}

/** Text of a text chunk. Compressed iTXt is not read. */
export function textOf({ type, data }: Chunk): string {
  const start = data.indexOf(0) + 1
  if (type === 'tEXt') return String.fromCharCode(...data.subarray(start))
  if (data[start] !== 0) return corrupt('The text is compressed.')
  const language = data.indexOf(0, start + 2)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return corrupt('The text chunk is cut off.')
  try {
    return fromUtf8(data.subarray(translated + 1))
  } catch {
    return corrupt('The text is not UTF-8.')
  }
}
