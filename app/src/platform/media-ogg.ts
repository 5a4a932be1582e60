import { FileRefused, type Given, type OpenFile, type Result } from './media-file.ts'
import { blankComments } from './media-ogg-labels.ts'

interface Page {
  readonly at: number
  readonly from: number
  readonly to: number
  readonly stream: number
  /** Begins a stream; of two recordings one after the other, also the second. */
  readonly begins: boolean
  readonly heard: boolean
}
const MOST_HEAD = 33_554_432
/** A cover of many megabytes has some thousands of pages. */
const MOST_PAGES = 20_000
// All ones: a page on which no packet ends.
const NO_END = 0xffffffffffffffffn
const BEGINS = 2
const PIECE = 65_536

function pageAt(file: OpenFile, at: number): Page | null {
  const head = file.at(at, 27 + 255)
  if (head.length < 27 || head.toString('latin1', 0, 4) !== 'OggS') return null
  const segments = head[26] ?? 0
  const from = at + 27 + segments
  const length = head.subarray(27, 27 + segments).reduce((sum, each) => sum + each, 0)
  const granule = head.readBigUInt64LE(6)
  const begins = ((head[5] ?? 0) & BEGINS) > 0
  return { at, from, to: from + length, stream: head.readUInt32LE(14), begins, heard: granule > 0n && granule < NO_END }
}

/** Every page to the end; what is none is passed over, as players do. */
function* pagesOf(file: OpenFile, size: number): Generator<Page> {
  for (let at = 0; at >= 0 && at < size; ) {
    const page = pageAt(file, at)
    if (page) yield page
    at = page ? page.to : nextSign(file, at + 1, size)
  }
}

function nextSign(file: OpenFile, from: number, size: number): number {
  for (let at = from; at < size; at += PIECE - 3) {
    const found = file.at(at, PIECE).indexOf('OggS', 0, 'latin1')
    if (found >= 0) return at + found
  }
  return -1
}

/** The comments of an Ogg stand before the sound of each recording in it: each is blanked behind its "=", and its pages get their sum anew. */
export function cleanOgg({ file, size }: Given): Result {
  const heads = new Heads(file, size)
  for (const page of pagesOf(file, size)) heads.take(page)
  heads.end()
  return {}
}

/** What came before the sound, stream by stream: a film has several, page by page in turn. */
class Heads {
  readonly #file: OpenFile
  readonly #size: number
  /** Null once its sound has begun. */
  readonly #streams = new Map<number, Page[] | null>()
  #pages = 0
  #bytes = 0
  constructor(file: OpenFile, size: number) {
    this.#file = file
    this.#size = size
  }

  take(page: Page): void {
    if (page.begins) this.#finish(page.stream)
    const known = page.begins ? undefined : this.#streams.get(page.stream)
    if (known === null) return
    if (page.heard) this.#finish(page.stream)
    else this.#gather(known ?? [], page)
  }

  end(): void {
    for (const stream of this.#streams.keys()) this.#finish(stream)
  }

  #gather(pages: Page[], page: Page): void {
    if (page.to > this.#size) throw new FileRefused('file-truncated')
    pages.push(page)
    this.#streams.set(page.stream, pages)
    this.#pages++
    this.#bytes += page.to - page.at
    // Labels that go on for longer than this could not all be looked at.
    if (this.#pages > MOST_PAGES || this.#bytes > MOST_HEAD) throw new FileRefused('file-unreadable')
  }

  #finish(stream: number): void {
    const pages = this.#streams.get(stream) ?? []
    blankHead(this.#file, pages)
    this.#pages -= pages.length
    this.#bytes -= pages.reduce((sum, { at, to }) => sum + to - at, 0)
    this.#streams.set(stream, null)
  }
}

function blankHead(file: OpenFile, pages: readonly Page[]): void {
  const parts = pages.map(({ from, to }) => file.at(from, to - from))
  const head = Buffer.concat(parts)
  if (blankComments(head, parts[0]?.length ?? 0)) writeBack(file, pages, head)
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
