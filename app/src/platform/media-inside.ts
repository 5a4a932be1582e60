import { FileRefused } from './media-file.ts'
import { isJpeg, partsOfJpeg } from './media-jpeg.ts'

/** Pictures that a document carries, of formats that can say where, when and by whom they were taken. */
export const INSIDE = /\.(jpe?g|jfif|png|webp|tiff?|hei[cf]|avif)$/i
const MOST_PICTURES = 2_000

/** How many of them one upload may have, with every document in it. */
export class Pictures {
  #looked = 0
  look(): void {
    if (++this.#looked > MOST_PICTURES) throw new FileRefused('file-many-pictures')
  }
}

/** The picture without what it says besides its pixels, or null where it says nothing. No pixel is touched, and it is not turned: the page around it does that. */
export function cleanInside(bytes: Buffer, pictures: Pictures): Buffer | null {
  pictures.look()
  const kept = partsKept(bytes)
  const clean = kept && Buffer.concat(kept)
  if (clean && !hasSigns(clean)) return clean.length === bytes.length ? null : clean
  // Of another kind, or not made as its kind is made: kept only where it holds no sign of more than pixels.
  if (hasSigns(bytes)) throw new FileRefused('file-names-author')
  return null
}

function partsKept(bytes: Buffer): Buffer[] | null {
  if (bytes.length < 12) return null
  if (isJpeg(bytes)) return keptOfJpeg(bytes)
  if (bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n') return partsOfPng(bytes)
  return /^RIFF.{4}WEBP/s.test(bytes.toString('latin1', 0, 12)) ? partsOfWebp(bytes) : null
}

const SIGNS = ['Exif\0', 'http://ns.adobe.com/xap', 'x:xmpmeta', 'Photoshop 3.0'].map((sign) =>
  Buffer.from(sign, 'latin1'),
)
/** Of a TIFF: its author, the device, and the places of EXIF, of GPS and of other descriptions. */
const TIFF_TAGS = new Set([271, 272, 315, 316, 700, 33_432, 33_723, 34_377, 34_665, 34_853])

/** Whether a picture of any kind holds a sign of more than its pixels. */
export function hasSigns(bytes: Buffer): boolean {
  return SIGNS.some((sign) => bytes.includes(sign)) || tellsAsTiff(bytes)
}

function tellsAsTiff(bytes: Buffer): boolean {
  const order = bytes.toString('latin1', 0, 4)
  if (order !== 'II*\0' && order !== 'MM\0*') return false
  const little = order.startsWith('I')
  const short = (at: number) => (at + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const first = bytes.length < 8 ? 0 : little ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4)
  return Array.from({ length: short(first) }, (_, line) => short(first + 2 + line * 12)).some((tag) =>
    TIFF_TAGS.has(tag),
  )
}

function keptOfJpeg(bytes: Buffer): Buffer[] | null {
  const { parts, whole } = partsOfJpeg(bytes)
  return whole ? parts.filter(({ telling }) => !telling).map(({ from, to }) => bytes.subarray(from, to)) : null
}

const PNG_TELLING = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

function partsOfPng(bytes: Buffer): Buffer[] | null {
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) return null
    if (!PNG_TELLING.has(kind)) parts.push(bytes.subarray(at, end))
    if (kind === 'IEND') return parts
    at = end
  }
  return null
}

function partsOfWebp(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4)
    const end = Math.min(bytes.length, at + 8 + length + (length % 2))
    const kind = bytes.toString('latin1', at, at + 4)
    if (kind === 'VP8X') parts.push(withoutFlags(bytes.subarray(at, end)))
    else if (kind !== 'EXIF' && kind !== 'XMP ') parts.push(bytes.subarray(at, end))
    at = end
  }
  const head = Buffer.from(bytes.subarray(0, 12))
  head.writeUInt32LE(4 + parts.reduce((sum, part) => sum + part.length, 0), 4)
  return [head, ...parts]
}

/** It says in front whether descriptions follow. */
function withoutFlags(chunk: Buffer): Buffer {
  const plain = Buffer.from(chunk)
  plain[8] = (plain[8] ?? 0) & ~0x0c
  return plain
}
