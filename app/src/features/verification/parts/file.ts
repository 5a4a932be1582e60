import { createHash } from 'node:crypto'
import { type Reply, reply } from '../../../platform/route.ts'
import type { Found } from '../views/open.ts'

interface File {
  readonly bytes: Uint8Array
  readonly type: string
  readonly name: string
}

/** A file of a credential: known by its digest, and out of shared caches while it opens for its holder alone. */
export function fileReply({ visibility }: Found, { bytes, type, name }: File, request: Request): Reply {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  const headers = { etag, vary: 'accept', ...(visibility === 'private' ? { 'cache-control': 'no-store' } : {}) }
  const known = (request.headers.get('if-none-match') ?? '').split(',').some((each) => each.trim() === etag)
  if (known) return reply(304, null, headers)
  return reply(200, bytes, { ...headers, 'content-type': type, 'content-disposition': `inline; filename="${name}"` })
}

/** The id of a file's path (`<id>.json`). */
export function idIn(file: string): string {
  return file.slice(0, file.lastIndexOf('.'))
}
