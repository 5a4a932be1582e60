/** Where evidence bytes lie: content-addressed within one scope, so nothing is observable across people or tenants. */
export interface Blobs {
  /** Stores a stream under `{scope}/{sha256}`; bytes are durable when it answers. */
  put(scope: string, body: AsyncIterable<Uint8Array>): Promise<{ key: string; sha256: string; bytes: number }>
  /** Reads again, recomputing the digest; throws `BlobAltered` before the last block when it differs. */
  get(key: string, range?: { start: number; end: number }): Promise<AsyncIterable<Uint8Array>>
  size(key: string): Promise<number | null>
  remove(key: string): Promise<void>
  /** A write and a read of a few bytes, for readiness. */
  probe(): Promise<void>
  /** A folder on this machine for bytes that are still on their way; the same one after a restart. */
  readonly arriving: string
}

export class BlobAltered extends Error {
  override name = 'BlobAltered'
}
