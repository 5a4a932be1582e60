import { BlobAltered, type Blobs } from './blobs.ts'
import type { Capability } from './capability.ts'
import { type Reply, reply } from './route.ts'

/** Headers of everything the files origin says, 404 included (08-trust.md 2.8). */
const HEADERS = {
  'content-security-policy': `sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'`,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-site',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
} as const

/** One body for everything that is not allowed: gone, foreign, pasted, never there. */
export function nothingHere(): Reply {
  return reply(404, 'Not found\n', { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' })
}

/** A pasted or forwarded address does not open: the request must come from our own pages. */
export function fromOurPages(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site')
  return site === 'same-site' || site === 'same-origin'
}

/** Streams one private file, or one range of it. */
export async function answerFile(
  blobs: Blobs,
  opened: Pick<Capability, 'blobKey' | 'mediaType' | 'name' | 'purpose'>,
  request: Request,
): Promise<Reply> {
  const { blobKey, mediaType, name } = opened
  const size = await blobs.size(blobKey)
  if (size === null) return nothingHere()
  const inline = opened.purpose === 'view' && /^(image|video|audio)\/|^text\/plain/.test(mediaType)
  const headers = {
    ...HEADERS,
    'content-type': mediaType,
    'accept-ranges': 'bytes',
    'content-disposition': disposition(inline ? 'inline' : 'attachment', name),
  }
  const range = rangeOf(request.headers.get('range'), size)
  if (range === 'refused') return reply(416, null, { ...headers, 'content-range': `bytes */${size}` })
  const length = range ? range.end - range.start + 1 : size
  const more = {
    'content-length': String(length),
    ...(range ? { 'content-range': `bytes ${range.start}-${range.end}/${size}` } : {}),
  }
  const status = range ? 206 : 200
  if (request.method === 'HEAD') return reply(status, null, { ...headers, ...more })
  const body = await blobs
    .get(blobKey, range ?? undefined)
    .catch((error: unknown) => (error instanceof BlobAltered ? null : Promise.reject(error)))
  return body ? reply(status, streamOf(body), { ...headers, ...more }) : nothingHere()
}

/** A single range; several, or one outside the file, are refused. */
export function rangeOf(header: string | null, size: number): { start: number; end: number } | 'refused' | null {
  if (header === null) return null
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? []
  if (from === '' && to === '') return 'refused'
  const [start, end] = from === '' ? [Math.max(0, size - Number(to)), size - 1] : [Number(from), lastByte(to, size)]
  return start > end || start >= size ? 'refused' : { start, end }
}

function lastByte(to: string, size: number): number {
  return to === '' ? size - 1 : Math.min(Number(to), size - 1)
}

/** RFC 6266: a plain name for old clients, the whole name for the others. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain =
    name
      .normalize('NFKD')
      .replace(/[^\x20-\x7e]/g, '')
      .replace(/["\\%]/g, '')
      .trim() || 'file'
  const whole = encodeURIComponent(name.replace(/\p{Cs}/gu, '')).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`
}

export function streamOf(body: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const parts = body[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await parts.return?.()
    },
  })
}
