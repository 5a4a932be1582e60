import { groupBy } from '../lib/group-by.ts'
import { FileRefused, type Given, type OpenFile, type Result } from './media-file.ts'
import { blankComments } from './media-ogg-labels.ts'

interface Page {
  readonly at: number
  readonly from: number
  readonly to: number
  readonly granule: bigint
  readonly stream: number
}
const MOST_HEAD = 33_554_432
/** A cover of many megabytes has some thousands of pages. */
const MOST_PAGES = 20_000
// All ones: a page on which no packet ends.
const NO_END = 0xffffffffffffffffn

function pageAt(file: OpenFile, at: number): Page | null {
  const head = file.at(at, 27 + 255)
  if (head.length < 27 || head.toString('latin1', 0, 4) !== 'OggS') return null
  const segments = head[26] ?? 0
  const from = at + 27 + segments
  const length = head.subarray(27, 27 + segments).reduce((sum, each) => sum + each, 0)
  return { at, from, to: from + length, granule: head.readBigUInt64LE(6), stream: head.readUInt32LE(14) }
}

/** Pages before the sound, in their order. */
function headPages(file: OpenFile, size: number): Page[] {
  const pages: Page[] = []
  for (let at = 0; at < size; ) {
    const page = pageAt(file, at)
    if (!page || (page.granule > 0n && page.granule < NO_END)) break
    if (page.to > size) throw new FileRefused('file-truncated')
    // Labels that go on for longer than this could not all be looked at.
    if (pages.length >= MOST_PAGES || page.to > MOST_HEAD) throw new FileRefused('file-unreadable')
    pages.push(page)
    at = page.to
  }
  return pages
}

/** The comments of an Ogg stand before its sound: each is blanked behind its "=", and its pages get their sum anew. */
export function cleanOgg({ file, size }: Given): Result {
  // A film has several streams, page by page in turn.
  for (const pages of groupBy(headPages(file, size), ({ stream }) => stream).values()) {
    const parts = pages.map(({ from, to }) => file.at(from, to - from))
    const head = Buffer.concat(parts)
    if (blankComments(head, parts[0]?.length ?? 0)) writeBack(file, pages, head)
  }
  return {}
}

function writeBack(file: OpenFile, pages: readonly Page[], head: Buffer): void {
  let done = 0
  for (const { at, from, to } of pages) {
    const whole = Buffer.concat([file.at(at, from - at), head.subarray(done, done + to - from)])
    done += to - from
    whole.writeUInt32LE(0, 22)
    whole.writeUInt32LE(sumOf(whole), 22)
    file.write(whole, at)
  }
}

/** The sum of an Ogg page: polynomial 04c11db7, the highest bit first. */
function sumOf(page: Uint8Array): number {
  let sum = 0
  for (const byte of page) sum = ((sum << 8) ^ (SUMS[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return sum
}
const SUMS = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24
  for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  return sum >>> 0
})
