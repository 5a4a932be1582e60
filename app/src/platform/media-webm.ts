import { FileRefused, type Given, type OpenFile, type Result } from './media-file.ts'

const SEGMENT = 0x18538067
const CLUSTER = 0x1f43b675
const INFO = 0x1549a966
const TRACKS = 0x1654ae6b
const TRACK = 0xae
/** Tags, attachments; in the description the title and the names of files; the name of a track; and sums over what is changed here. */
const TELLING = new Set([0x1254c367, 0x1941a469, 0x7ba9, 0x7384, 0x3c83ab, 0x3e83bb, 0x536e, 0xbf])
const ENTERED = new Set([SEGMENT, INFO, TRACKS, TRACK])
const VOID = 0xec
/** A recorder that never says how long a part is leaves some fifty pieces for each second of sound. */
const MOST = 1_000_000

interface Element {
  readonly id: number
  readonly from: number
  readonly to: number
  readonly open: boolean
}

/** Labels of a WebM become the empty room the format knows; nothing moves. */
export function cleanWebm({ file, size }: Given): Result {
  let heard = false
  for (let at = 0, left = MOST; at + 2 <= size; ) {
    // Labels may stand behind what was not looked at.
    if (left-- <= 0) throw new FileRefused('file-too-heavy')
    const element = elementAt(file, at, size)
    // Behind the sound a recorder that was stopped may leave anything.
    if (!element) return afterSound(heard)
    if (TELLING.has(element.id)) makeVoid(file, at, element.to)
    heard ||= element.id === CLUSTER
    at = enters(element) ? element.from : element.to
  }
  return {}
}

function afterSound(heard: boolean): Result {
  if (!heard) throw new FileRefused('file-unreadable')
  return {}
}

function enters({ id, open }: Element): boolean {
  return ENTERED.has(id) || (id === CLUSTER && open)
}

function elementAt(file: OpenFile, at: number, size: number): Element | null {
  const head = file.at(at, 12)
  const idLength = Math.clz32(head[0] ?? 0) - 23
  const lengthLength = Math.clz32(head[idLength] ?? 0) - 23
  if (idLength > 4 || lengthLength > 8 || head.length < idLength + lengthLength) return null
  const id = head.subarray(0, idLength).reduce((sum, byte) => sum * 256 + byte, 0)
  const said = Uint8Array.from(head.subarray(idLength, idLength + lengthLength))
  // The first one bit says how many bytes there are, and is no part of the number.
  said[0] = (said[0] ?? 0) & (0xff >> lengthLength)
  const length = said.reduce((sum, byte) => sum * 256 + byte, 0)
  const from = at + idLength + lengthLength
  const open = said[0] === 0xff >> lengthLength && said.subarray(1).every((byte) => byte === 0xff)
  return { id, from, to: open ? size : Math.min(size, from + length), open }
}

/** Its length in eight bytes where there is room, in one where there is not. */
function makeVoid(file: OpenFile, at: number, to: number): void {
  const wide = to - at >= 9
  const head = Buffer.alloc(wide ? 9 : 2)
  head[0] = VOID
  if (wide) {
    head.writeBigUInt64BE(BigInt(to - at - 9), 1)
    head[1] = 1
  } else head[1] = 0x80 | (to - at - 2)
  file.write(head, at)
  file.blank(at + head.length, to)
}
