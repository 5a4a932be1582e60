import { FileRefused, type Found, type Given, type OpenFile, type Result } from './media-file.ts'

interface Box {
  readonly type: string
  /** Where its header begins, where its content begins, where it ends. */
  readonly at: number
  readonly from: number
  readonly to: number
}

const MOST_BOXES = 20_000
/** Where cameras write place, author and device. */
const TELLING = new Set(['udta', 'meta', 'uuid'])

/** Walks the boxes by their lengths: finds a film that broke off, reads its length, blanks what tells on its maker. */
export function cleanMovie({ file, size }: Given): Result {
  const walk = { file, left: MOST_BOXES }
  const top = boxes(walk, 0, size)
  const film = top.find(({ type }) => type === 'moov')
  if (!film) throw new FileRefused('file-truncated')
  const inside = boxes(walk, film.from, film.to)
  const tracks = inside.filter(({ type }) => type === 'trak').map((track) => boxes(walk, track.from, track.to))
  for (const box of [...top, ...inside, ...tracks.flat()]) if (TELLING.has(box.type)) blank(file, box)
  return { facts: { ...lengthOf(file, inside), audioTrack: hasSound(walk, tracks) } }
}

function boxes(walk: { file: OpenFile; left: number }, from: number, to: number): Box[] {
  const found: Box[] = []
  for (let at = from; at + 8 <= to; ) {
    if (walk.left-- <= 0) throw new FileRefused('file-unreadable')
    const box = boxAt(walk.file.at(at, 16), at, to)
    found.push(box)
    at = box.to
  }
  return found
}

function boxAt(head: Uint8Array, at: number, end: number): Box {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const short = view.getUint32(0)
  const long = short === 1 && head.length >= 16
  const length = long ? Number(view.getBigUint64(8)) : short === 0 ? end - at : short
  const from = at + (long ? 16 : 8)
  if (at + length > end) throw new FileRefused('file-truncated')
  if (at + length < from) throw new FileRefused('file-unreadable')
  return { type: Buffer.from(head.subarray(4, 8)).toString('latin1'), at, from, to: at + length }
}

function blank(file: OpenFile, { at, from, to }: Box): void {
  file.write(Buffer.from('free', 'latin1'), at + 4)
  file.blank(from, to)
}

function lengthOf(file: OpenFile, inside: readonly Box[]): Found {
  const header = inside.find(({ type }) => type === 'mvhd')
  if (!header) return {}
  const head = file.at(header.from, 32)
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const long = head[0] === 1
  if (head.length < (long ? 32 : 20)) return {}
  const scale = view.getUint32(long ? 20 : 12)
  const duration = long ? Number(view.getBigUint64(24)) : view.getUint32(16)
  return scale > 0 && duration > 0 && duration < 0xffffffff ? { seconds: Math.round(duration / scale) } : {}
}

function hasSound(walk: { file: OpenFile; left: number }, tracks: readonly Box[][]): boolean {
  for (const track of tracks) {
    const media = track.find(({ type }) => type === 'mdia')
    const handler = media && boxes(walk, media.from, media.to).find(({ type }) => type === 'hdlr')
    if (handler && Buffer.from(walk.file.at(handler.from + 8, 4)).toString('latin1') === 'soun') return true
  }
  return false
}
