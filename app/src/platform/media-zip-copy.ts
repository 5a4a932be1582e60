import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { FileRefused } from './media-file.ts'
import type { Source, ZipEntry } from './media-zip.ts'

/** What may be unpacked of one upload, with every archive in it: more than a document of a classroom has that names people. */
export class Room {
  #left: number
  constructor(bytes = 50_331_648) {
    this.#left = bytes
  }
  take(bytes: number): void {
    this.#left -= bytes
    if (this.#left < 0) throw new FileRefused('file-names-author')
  }
}

const PIECE = 1_048_576
/** Only the bit that says the name is UTF-8 and those of the packer's strength go on; sizes stand in the header. */
const KEPT_FLAGS = 0x0806

/** Where the packed bytes of an entry begin, past its own header. */
function contentOf(source: Source, { offset, packed }: ZipEntry): number {
  const head = source.at(offset, 30)
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length < 30 || view.getUint32(0, true) !== 0x04034b50) throw new FileRefused('file-truncated')
  const from = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
  if (from + packed > source.size) throw new FileRefused('file-truncated')
  return from
}

/** The content of one entry, never more than it announced. */
export function unpack(source: Source, entry: ZipEntry, room: Room): Buffer {
  room.take(Math.max(entry.unpacked, entry.packed))
  const packed = source.at(contentOf(source, entry), entry.packed)
  const content = entry.method === 0 ? Buffer.from(packed) : inflated(entry, packed)
  if (content.length !== entry.unpacked || crc32(content) !== entry.crc) throw new FileRefused('file-unreadable')
  return content
}

function inflated({ method, unpacked }: ZipEntry, packed: Uint8Array): Buffer {
  if (method !== 8) throw new FileRefused('file-unreadable')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpacked) })
  } catch {
    throw new FileRefused('file-unreadable')
  }
}

/** The archive again, entry by entry in its old order: what is not replaced is copied as it is packed. */
export function copyArchive(
  source: Source,
  { entries, replaced }: { entries: readonly ZipEntry[]; replaced: ReadonlyMap<ZipEntry, Buffer> },
  write: (bytes: Uint8Array) => void,
): void {
  const directory: Buffer[] = []
  let at = 0
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    const content = replaced.get(entry)
    const packed = content && (entry.method === 0 ? content : deflateRawSync(content))
    const now =
      content && packed ? { ...entry, crc: crc32(content), packed: packed.length, unpacked: content.length } : entry
    const head = headOf(now)
    write(head)
    if (packed) write(packed)
    else copyPacked(source, entry, write)
    directory.push(lineOf(now, at))
    at += head.length + now.packed
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  write(Buffer.concat([index, end]))
}

function copyPacked(source: Source, entry: ZipEntry, write: (bytes: Uint8Array) => void): void {
  const from = contentOf(source, entry)
  for (let done = 0; done < entry.packed; done += PIECE)
    write(source.at(from + done, Math.min(PIECE, entry.packed - done)))
}

function common({ flags, method, time, crc, packed, unpacked, name }: ZipEntry): Buffer {
  const line = Buffer.alloc(26)
  line.writeUInt16LE(20, 0)
  line.writeUInt16LE(flags & KEPT_FLAGS, 2)
  line.writeUInt16LE(method, 4)
  line.writeUInt32LE(time, 6)
  line.writeUInt32LE(crc, 10)
  line.writeUInt32LE(packed, 14)
  line.writeUInt32LE(unpacked, 18)
  line.writeUInt16LE(name.length, 22)
  return line
}

function headOf(entry: ZipEntry): Buffer {
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(entry), entry.name])
}

function lineOf(entry: ZipEntry, offset: number): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(entry.external, 6)
  tail.writeUInt32LE(offset, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common(entry), tail, entry.name])
}
