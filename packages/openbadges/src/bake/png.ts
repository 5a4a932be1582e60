import { crc32 } from '../encoding/crc32.ts'
import { InflateError, inflate } from '../encoding/inflate.ts'
import { concat, fromUtf8, sameBytes, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { type BakedStandard, MAX_TEXT, PLACES } from './standard.ts'

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Where the first chunk starts. */
export const FIRST: number = SIGNATURE.length
/** Most bytes of a PNG file. */
export const MAX_FILE = 10 * 1024 * 1024

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

/**
 * The chunks up to and with IEND, one at a time: ten million bytes may be close to a million of them.
 *
 * @throws OpenBadgesError `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE`
 */
export function* chunks(file: Uint8Array): Generator<Chunk, void> {
  if (file.length > MAX_FILE) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'An image has at most 10 MiB.')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let last = ''
  for (let at = FIRST; at < file.length && last !== 'IEND'; ) {
    const chunk = chunkAt(file, view, at)
    if (at === FIRST && chunk.type !== 'IHDR') corrupt(NO_FRAME)
    yield chunk
    last = chunk.type
    at = chunk.end
  }
  if (last !== 'IEND') corrupt(NO_FRAME)
}

const NO_FRAME = 'The image has no beginning or no end.'

function chunkAt(file: Uint8Array, view: DataView, at: number): Chunk {
  if (at + 12 > file.length) return corrupt('A chunk is cut off.')
  const length = view.getUint32(at)
  if (length > file.length - at - 12) return corrupt('A chunk is longer than the file.')
  const end = at + 12 + length
  const body = file.subarray(at + 4, end - 4)
  if (view.getUint32(end - 4) !== crc32(body)) return corrupt('A checksum does not agree.')
  return { type: String.fromCharCode(...body.subarray(0, 4)), data: body.subarray(4), start: at, end }
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

/** The standard by which a chunk holds a credential; the older kind of text holds only addresses of Open Badges 2. */
export function standardOf(chunk: Chunk): BakedStandard | undefined {
  const keyword = keywordOf(chunk)
  const standard = PLACES.find((place) => place.keyword === keyword)?.standard
  return chunk.type === 'tEXt' && standard !== 'ob2' ? undefined : standard
}

function keywordOf({ type, data }: Chunk): string | undefined {
  if (type !== 'iTXt' && type !== 'tEXt') return undefined
  const end = data.indexOf(0)
  return end > 0 && end < 80 ? String.fromCharCode(...data.subarray(0, end)) : undefined
}

/** Text of a text chunk, at most 1 MiB of it. @throws OpenBadgesError `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE` */
export function textOf({ type, data }: Chunk): string {
  const start = data.indexOf(0) + 1
  if (type === 'tEXt') return latin(limited(data.subarray(start)))
  const [flag, method] = [data[start], data[start + 1]]
  const language = data.indexOf(0, start + 2)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0 || method !== 0) return corrupt('The text chunk is cut off or of a kind that is not known.')
  const bytes = data.subarray(translated + 1)
  try {
    return fromUtf8(flag === 0 ? limited(bytes) : flag === 1 ? unpacked(bytes) : corrupt('The text is packed oddly.'))
  } catch (cause) {
    if (cause instanceof OpenBadgesError) throw cause
    return corrupt('The text is not UTF-8.')
  }
}

function latin(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function limited(bytes: Uint8Array): Uint8Array {
  return bytes.length > MAX_TEXT ? tooLarge() : bytes
}

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return inflate(bytes, MAX_TEXT)
  } catch (cause) {
    if (cause instanceof InflateError && cause.kind === 'large') return tooLarge()
    return corrupt('The compressed text is damaged.')
  }
}

function tooLarge(): never {
  throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked credential has at most 1 MiB.')
}
