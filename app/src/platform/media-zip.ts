import { FileRefused } from './media-file.ts'

const END = 0x06054b50
const ENTRY = 0x02014b50
/** The end record and the longest comment it may carry. */
const TAIL = 22 + 65_535
const MOST_ENTRIES = 10_000
const MOST_DIRECTORY = 4_194_304
const MOST_UNPACKED = 1_073_741_824

/** Bytes of an archive, by place: a file on the disk, or an archive inside another one. */
export interface Source {
  readonly size: number
  readonly at: (from: number, length: number) => Uint8Array
}

export interface ZipEntry {
  readonly name: Uint8Array
  readonly flags: number
  readonly method: number
  readonly time: number
  readonly crc: number
  readonly packed: number
  readonly unpacked: number
  readonly offset: number
  readonly external: number
}

/** A document of today's offices is an archive: it must be whole, plain, and of sane size. Nothing in it is unpacked here. */
export function readDirectory(source: Source): ZipEntry[] {
  const found = listEntries(source)
  const names = new Set(found.map(({ name }) => Buffer.from(name).toString('latin1')))
  if (!names.has('[Content_Types].xml') && !names.has('mimetype')) throw new FileRefused('file-unreadable')
  return found
}

/** The entries of any plain archive, as its directory announces them. */
export function listEntries(source: Source): ZipEntry[] {
  const from = Math.max(0, source.size - TAIL)
  const tail = viewOf(source.at(from, TAIL))
  const end = lastEnd(tail)
  if (end < 0) throw new FileRefused('file-truncated')
  const entries = tail.getUint16(end + 10, true)
  const length = tail.getUint32(end + 12, true)
  const start = tail.getUint32(end + 16, true)
  // The numbers of the 64-bit form mean an archive larger than any document here may be.
  if (entries > MOST_ENTRIES || length > MOST_DIRECTORY || start + length > from + end)
    throw new FileRefused('file-unreadable')
  return entriesOf(viewOf(source.at(start, length)), entries)
}

function lastEnd(tail: DataView): number {
  for (let at = tail.byteLength - 22; at >= 0; at--) if (tail.getUint32(at, true) === END) return at
  return -1
}

function entriesOf(directory: DataView, entries: number): ZipEntry[] {
  const found: ZipEntry[] = []
  let unpacked = 0
  let at = 0
  for (let count = 0; count < entries; count++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== ENTRY)
      throw new FileRefused('file-truncated')
    const length = directory.getUint16(at + 28, true)
    const entry = entryAt(directory, at, length)
    if (entry.flags & 1) throw new FileRefused('file-locked')
    unpacked += entry.unpacked
    if (unpacked > MOST_UNPACKED) throw new FileRefused('file-unreadable')
    found.push(entry)
    at += 46 + length + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true)
  }
  return found
}

function entryAt(view: DataView, at: number, length: number): ZipEntry {
  const room = Math.max(0, Math.min(length, view.byteLength - at - 46))
  return {
    name: new Uint8Array(view.buffer, view.byteOffset + at + 46, room),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    time: view.getUint32(at + 12, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
    external: view.getUint32(at + 38, true),
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
