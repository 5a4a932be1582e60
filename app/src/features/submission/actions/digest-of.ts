import { createHash } from 'node:crypto'

/** SHA-256 of a stream, in lower-case hex. */
export async function sha256Of(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of parts) hash.update(part)
  return hash.digest('hex')
}
