import { FileRefused, type Given, type OpenFile, type Result } from './media-file.ts'

const MOST_PARTS = 20_000

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The labels of an MP3, before and behind the sound, are left empty; nothing moves. */
export function cleanMp3({ file, size }: Given): Result {
  for (let at = 0, left = MOST_PARTS; ; ) {
    const head = file.at(at, 10)
    if (head.length < 10 || latin(head.subarray(0, 3)) !== 'ID3') break
    if (left-- <= 0) throw new FileRefused('file-unreadable')
    const length = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + ((head[place] ?? 0) & 0x7f), 0)
    const end = Math.min(size, at + 10 + length)
    file.write(Uint8Array.of(0), at + 5)
    file.blank(at + 10, end)
    at = end
  }
  const old = size >= 128 && latin(file.at(size - 128, 3)) === 'TAG' ? size - 128 : size
  if (old < size) file.blank(old + 3, size)
  cleanApe(file, old)
  return {}
}

/** Its last 32 bytes say how long the label is. */
function cleanApe(file: OpenFile, end: number): void {
  if (end < 32) return
  const foot = file.at(end - 32, 32)
  if (latin(foot.subarray(0, 8)) !== 'APETAGEX') return
  const length = viewOf(foot).getUint32(12, true)
  file.blank(Math.max(0, end - length - 32), end)
}

/** Labels and pictures of a FLAC become the empty room the format knows. */
export function cleanFlac({ file, size }: Given): Result {
  for (let at = 4; at + 4 <= size; ) {
    const [kind = 0, high = 0, middle = 0, low = 0] = file.at(at, 4)
    const end = at + 4 + high * 65_536 + middle * 256 + low
    if (end > size) throw new FileRefused('file-truncated')
    if ([2, 4, 6].includes(kind & 0x7f)) {
      file.write(Uint8Array.of((kind & 0x80) | 1), at)
      file.blank(at + 4, end)
    }
    if (kind & 0x80) return {}
    at = end
  }
  throw new FileRefused('file-truncated')
}

const TELLING_CHUNKS = new Set(['LIST', 'id3 ', 'ID3 ', 'bext', 'iXML', '_PMX', 'axml'])

/** The sound of a recorder that never wrote how long it is: nothing comes after it. */
function isUnending(head: Uint8Array, room: number): boolean {
  const length = viewOf(head).getUint32(4, true)
  return latin(head.subarray(0, 4)) === 'data' && (length === 0 || length + 8 >= room)
}

/** The header says how long the file should be; chunks that say who recorded become the empty room the format knows. */
export function cleanWav({ file, size }: Given): Result {
  const announced = viewOf(file.at(0, 8)).getUint32(4, true)
  // Recorders that stop in the middle leave 0 or the largest number; anything else must be there.
  if (announced !== 0 && announced !== 0xffffffff && announced + 8 > size) throw new FileRefused('file-truncated')
  for (let at = 12, left = MOST_PARTS; at + 8 <= size; ) {
    if (left-- <= 0) throw new FileRefused('file-unreadable')
    const head = file.at(at, 8)
    const length = viewOf(head).getUint32(4, true)
    const end = Math.min(size, at + 8 + length)
    if (isUnending(head, size - at)) return {}
    if (TELLING_CHUNKS.has(latin(head.subarray(0, 4)))) {
      file.write(Buffer.from('JUNK', 'latin1'), at)
      file.blank(at + 8, end)
    }
    at = end + (length % 2)
  }
  return {}
}
