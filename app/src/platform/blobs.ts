import { createHash } from 'node:crypto'

/** Where evidence bytes lie: content-addressed within one scope, so nothing is observable across people or tenants. */
export interface Blobs {
  /** Stores a stream under `{scope}/{sha256}`; bytes are durable when it answers. */
  put(scope: string, body: AsyncIterable<Uint8Array>): Promise<{ key: string; sha256: string; bytes: number }>
  /** Reads again, recomputing the digest; throws `BlobAltered` before the last block when it differs. */
  get(key: string, range?: { start: number; end: number }): Promise<AsyncIterable<Uint8Array>>
  size(key: string): Promise<number | null>
  /** Changes whenever the bytes are written, cheap to ask: length and times on a disk, the store's own tag elsewhere; null where nothing lies. */
  mark(key: string): Promise<string | null>
  remove(key: string): Promise<void>
  /** Removes everything that lies under a scope, also what was cut off while it was written. */
  clear(scope: string): Promise<void>
  /** A write and a read of a few bytes, for readiness. */
  probe(): Promise<void>
  /** A folder on this machine for bytes that are still on their way; the same one after a restart. */
  readonly arriving: string
}

export class BlobAltered extends Error {
  override name = 'BlobAltered'
}

const SCOPE = /^[a-z]+\/[0-9a-f-]{36}$/
const KEY = /^[a-z]+\/[0-9a-f-]{36}\/[0-9a-f]{64}$/

/** Keys are made of ids and digests alone: no name of a person ever becomes a path. */
export function insistScope(scope: string): void {
  if (!SCOPE.test(scope)) throw new TypeError(`not a blob scope: ${scope}`)
}
export function insistKey(key: string): void {
  if (!isKey(key)) throw new TypeError('not a blob key')
}
export function isKey(key: string): boolean {
  return KEY.test(key)
}

/** Holds the last part back until the digest of the whole is known to be right. */
export async function* verified(parts: AsyncIterable<Uint8Array>, key: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let held: Uint8Array | null = null
  for await (const part of parts) {
    hash.update(part)
    if (held) yield held
    held = part
  }
  if (hash.digest('hex') !== key.split('/').at(-1)) throw new BlobAltered('digest')
  if (held) yield held
}
