import { createHash } from 'node:crypto'

/** Names that are addresses (RFC 9562 6.6). */
export const OF_ADDRESSES = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

/** UUIDv5 (RFC 9562 5.5): the same name in the same namespace is the same id everywhere, without anybody keeping it. */
export function namedId(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  bytes[6] = 0x50 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
