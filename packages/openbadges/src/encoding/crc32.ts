/** What a byte adds to the sum, and from 256 times n on what it adds with n bytes behind it. */
const TABLE = new Int32Array(8 * 256)
for (let byte = 0; byte < 256; byte++) {
  let c = byte
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  TABLE[byte] = c
}
for (let n = 256; n < TABLE.length; n++) TABLE[n] = next(TABLE[n - 256] as number, 0)

function next(c: number, byte: number): number {
  return (TABLE[(c ^ byte) & 255] as number) ^ (c >>> 8)
}

/** What four bytes add with `n` / 256 bytes behind them. */
function four(word: number, n: number): number {
  return (
    (TABLE[n + 768 + (word & 255)] as number) ^
    (TABLE[n + 512 + ((word >>> 8) & 255)] as number) ^
    (TABLE[n + 256 + ((word >>> 16) & 255)] as number) ^
    (TABLE[n + (word >>> 24)] as number)
  )
}

/** The checksum of PNG chunks and gzip members (RFC 1952, section 8). Eight bytes at once, and the rest one by one. */
export function crc32(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const eights = data.length & ~7
  let c = -1
  for (let at = 0; at < eights; at += 8)
    c = four(c ^ view.getInt32(at, true), 1024) ^ four(view.getInt32(at + 4, true), 0)
  for (let at = eights; at < data.length; at++) c = next(c, data[at] as number)
  return ~c >>> 0
}
