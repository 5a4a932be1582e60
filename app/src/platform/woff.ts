import { inflateSync } from 'node:zlib'

const HEAD = 44
const ROW = 20

/** The font inside a WOFF 1.0 file, unpacked once: the drawing library unpacks a table each time it looks at it, and slowly. */
export function unpackWoff(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, i) => tableOf(woff, HEAD + i * ROW))
  const head = Buffer.alloc(12 + 16 * count)
  const power = 2 ** Math.floor(Math.log2(count))
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * 16, 10)
  const parts: Uint8Array[] = [head]
  let offset = head.length
  for (const [i, { tag, checksum, bytes }] of tables.entries()) {
    const row = 12 + 16 * i
    tag.copy(head, row)
    head.writeUInt32BE(checksum, row + 4)
    head.writeUInt32BE(offset, row + 8)
    head.writeUInt32BE(bytes.length, row + 12)
    parts.push(bytes, Buffer.alloc(-bytes.length & 3))
    offset += bytes.length + (-bytes.length & 3)
  }
  return Buffer.concat(parts)
}

/** What packing would not have made smaller lies there as it is. */
function tableOf(woff: Buffer, row: number) {
  const [offset, packed, whole, checksum] = [4, 8, 12, 16].map((at) => woff.readUInt32BE(row + at)) as [
    number,
    number,
    number,
    number,
  ]
  const stored = woff.subarray(offset, offset + packed)
  return { tag: woff.subarray(row, row + 4), checksum, bytes: packed < whole ? inflateSync(stored) : stored }
}
