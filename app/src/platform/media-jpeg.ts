export interface JpegPart {
  readonly from: number
  readonly to: number
  /** Says more than pixels: where, when, by whom and with what they were taken, or holds a small copy. */
  readonly telling: boolean
}
const END = 0xd9
const SCAN = 0xda
const COMMENT = 0xfe
/** Marks without a length: filling, and those of a scan that was cut in pieces. */
const BARE = new Set([0xff, 0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7])

export const isJpeg = (bytes: Buffer): boolean => bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff

/** Its segments up to its end mark, and whether that is there: behind it phones put further pictures, with descriptions of their own. */
export function partsOfJpeg(bytes: Buffer): { readonly parts: JpegPart[]; readonly whole: boolean } {
  const parts: JpegPart[] = [{ from: 0, to: 2, telling: false }]
  for (let at = 2; bytes[at] === 0xff; ) {
    const kind = bytes[at + 1] ?? 0
    const to = kind === END ? at + 2 : Math.min(bytes.length, segmentEnd(bytes, at))
    parts.push({ from: at, to, telling: isTelling(kind, bytes.toString('latin1', at + 4, at + 16)) })
    if (kind === END) return { parts, whole: true }
    at = to
  }
  return { parts, whole: false }
}

function segmentEnd(bytes: Buffer, at: number): number {
  const kind = bytes[at + 1] ?? 0
  if (BARE.has(kind)) return at + (kind === 0xff ? 1 : 2)
  if (at + 4 > bytes.length) return bytes.length
  const head = at + 2 + bytes.readUInt16BE(at + 2)
  return kind === SCAN ? scanEnd(bytes, head) : head
}

/** Of the segments for programs, those for the size of dots and for colours stay. */
function isTelling(kind: number, begin: string): boolean {
  if (kind === COMMENT) return true
  if (kind < 0xe0 || kind > 0xef || kind === 0xee) return false
  return !(kind === 0xe0 && begin.startsWith('JFIF\0')) && !(kind === 0xe2 && begin.startsWith('ICC_PROFILE\0'))
}

/** Where the next mark stands; within a scan some are part of it. */
function scanEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const kind = bytes[at + 1] ?? 0
    if (kind !== 0 && kind !== 0xff && (kind < 0xd0 || kind > 0xd7)) return at
  }
  return bytes.length
}

const BLANK = new Set([0x00, 0x0a, 0x0d, 0x20])

/** Blanks in place, so that the picture keeps its length: what a segment says becomes zeros, which every reader passes over. */
export function blankJpeg(bytes: Buffer): boolean {
  const { parts, whole } = partsOfJpeg(bytes)
  const told = parts.filter(({ telling }) => telling).map(({ from, to }) => bytes.subarray(from + 4, to))
  const behind = whole ? [bytes.subarray(parts.at(-1)?.to)] : []
  const said = [...told, ...behind].filter((each) => each.some((byte) => !BLANK.has(byte)))
  for (const each of said) each.fill(0)
  return said.length > 0
}
