import type { FileHandle } from 'node:fs/promises'
import { bytesAt, FileRefused } from './media-file.ts'

const END = 0x06054b50
const ENTRY = 0x02014b50
/** The end record and the longest comment it may carry. */
const TAIL = 22 + 65_535
const MOST_ENTRIES = 10_000
const MOST_DIRECTORY = 4_194_304
const MOST_UNPACKED = 1_073_741_824

/** A document of today's offices is an archive: it must be whole, plain, and of sane size. Nothing in it is unpacked. */
export async function checkZip({ handle, size }: { handle: FileHandle; size: number }): Promise<object> {
  const from = Math.max(0, size - TAIL)
  const tail = viewOf(await bytesAt(handle, from, TAIL))
  const end = lastEnd(tail)
  if (end < 0) throw new FileRefused('file-truncated')
  const entries = tail.getUint16(end + 10, true)
  const length = tail.getUint32(end + 12, true)
  const start = tail.getUint32(end + 16, true)
  // The numbers of the 64-bit form mean an archive larger than any document here may be.
  if (entries > MOST_ENTRIES || length > MOST_DIRECTORY || start + length > from + end)
    throw new FileRefused('file-unreadable')
  const names = checkDirectory(viewOf(await bytesAt(handle, start, length)), entries)
  if (!names.has('[Content_Types].xml') && !names.has('mimetype')) throw new FileRefused('file-unreadable')
  return {}
}

function lastEnd(tail: DataView): number {
  for (let at = tail.byteLength - 22; at >= 0; at--) if (tail.getUint32(at, true) === END) return at
  return -1
}

function checkDirectory(directory: DataView, entries: number): Set<string> {
  const names = new Set<string>()
  let unpacked = 0
  let at = 0
  for (let count = 0; count < entries; count++) {
    if (at + 46 > directory.byteLength || directory.getUint32(at, true) !== ENTRY)
      throw new FileRefused('file-truncated')
    if (directory.getUint16(at + 8, true) & 1) throw new FileRefused('file-locked')
    unpacked += directory.getUint32(at + 24, true)
    if (unpacked > MOST_UNPACKED) throw new FileRefused('file-unreadable')
    const name = directory.getUint16(at + 28, true)
    names.add(nameAt(directory, at + 46, name))
    at += 46 + name + directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true)
  }
  return names
}

function nameAt(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, Math.max(0, Math.min(length, view.byteLength - at)))
  return Buffer.from(bytes).toString('latin1')
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
