import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import { BlobAltered, type Blobs, insistKey, insistScope, isKey, verified } from './blobs.ts'

export interface S3Place {
  /** Address of the service; the bucket is named in the path, as every such service understands. */
  readonly url: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** A folder on this machine for bytes on their way. */
  readonly arriving: string
  /** How many names are asked for at a time; a service gives at most 1,000. */
  readonly page?: number
}

const EMPTY = createHash('sha256').digest('hex')
const PATIENCE_MS = 60_000
/** A page of a thousand names is a third of it. */
const MOST_READ = 2_000_000

/** Evidence in an S3 bucket: digested on this machine first, sent in one piece of known length and digest. */
export function s3Blobs(place: S3Place): Blobs {
  const blobs: Blobs = {
    arriving: place.arriving,
    async put(scope, body) {
      insistScope(scope)
      await mkdir(place.arriving, { recursive: true, mode: 0o700 })
      const passing = join(place.arriving, `${passingOf(scope)}${randomBytes(8).toString('hex')}`)
      try {
        const { sha256, bytes } = await digestTo(passing, body)
        const key = `${scope}/${sha256}`
        const answer = await ask(place, { method: 'PUT', path: key, sha256, file: { path: passing, bytes } })
        await done(answer, 'put')
        return { key, sha256, bytes }
      } finally {
        await rm(passing, { force: true })
      }
    },
    async get(key, range) {
      insistKey(key)
      const answer = await ask(place, { method: 'GET', path: key, range })
      if (answer.statusCode === 404) {
        answer.resume()
        throw new BlobAltered('missing')
      }
      if (answer.statusCode !== 200 && answer.statusCode !== 206) await done(answer, 'get')
      return range ? answer : verified(answer, key)
    },
    async size(key) {
      const head = await headOf(place, key)
      return head && Number(head['content-length'] ?? 0)
    },
    async mark(key) {
      const head = await headOf(place, key)
      return head && `${head['content-length']} ${head.etag} ${head['last-modified']}`
    },
    remove: (key) => removeFrom(place, key),
    async clear(scope) {
      insistScope(scope)
      for (const name of existsSync(place.arriving) ? await readdir(place.arriving) : [])
        if (name.startsWith(passingOf(scope))) await rm(join(place.arriving, name), { force: true })
      for await (const key of keysUnder(place, scope)) await removeFrom(place, key)
    },
    async probe() {
      const { key } = await blobs.put('probe/00000000-0000-0000-0000-000000000000', once(Buffer.from('ready')))
      for await (const _ of await blobs.get(key)) await Promise.resolve()
    },
  }
  return blobs
}

/** Told apart by scope, so that what was cut off here is found with it. */
function passingOf(scope: string): string {
  return `.${scope.replace('/', '.')}.`
}

async function removeFrom(place: S3Place, key: string): Promise<void> {
  insistKey(key)
  const answer = await ask(place, { method: 'DELETE', path: key })
  if (answer.statusCode === 404) answer.resume()
  else await done(answer, 'remove')
}

/** Every key of a scope, page after page; each page begins after the last key of the one before, as every such service understands. */
async function* keysUnder(place: S3Place, scope: string): AsyncGenerator<string> {
  const { page = 1_000 } = place
  let after = ''
  for (;;) {
    const query = new URLSearchParams({ 'max-keys': String(page), prefix: `${scope}/`, marker: after })
    const answer = await ask(place, { method: 'GET', path: `?${query}` })
    const said = await done(answer, 'list')
    const keys = [...said.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
    const last = keys.at(-1)
    if (!last) return
    if (last <= after) throw new Error('The evidence store lists the same names again')
    yield* keys.filter(isKey)
    after = last
  }
}

async function headOf(place: S3Place, key: string): Promise<IncomingHttpHeaders | null> {
  insistKey(key)
  const answer = await ask(place, { method: 'HEAD', path: key })
  answer.resume()
  if (answer.statusCode === 404) return null
  await done(answer, 'head')
  return answer.headers
}

async function digestTo(path: string, body: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const part of body) {
      hash.update(part)
      yield part
    }
  }
  await pipeline(counted, file)
  return { sha256: hash.digest('hex'), bytes: file.bytesWritten }
}

interface Asking {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE'
  /** A key, or what is asked of the whole bucket. */
  readonly path: string
  readonly sha256?: string
  readonly file?: { readonly path: string; readonly bytes: number }
  readonly range?: { readonly start: number; readonly end: number } | undefined
}

/** One signed request; what is sent streams from the disk, what comes streams to the caller. */
async function ask(place: S3Place, { method, path, sha256 = EMPTY, file, range }: Asking): Promise<IncomingMessage> {
  const { accessKeyId, secretAccessKey, region } = place
  const url = `${place.url.replace(/\/$/, '')}/${place.bucket}/${path}`
  const signer = new AwsV4Signer({
    method,
    url,
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
    headers: { 'x-amz-content-sha256': sha256 },
  })
  const signed = await signer.sign()
  const headers = {
    ...Object.fromEntries(signed.headers),
    ...(file ? { 'content-length': String(file.bytes), 'content-type': 'application/octet-stream' } : {}),
    ...(range ? { range: `bytes=${range.start}-${range.end}` } : {}),
  }
  const open = signed.url.protocol === 'http:' ? httpRequest : httpsRequest
  return new Promise((resolve, reject) => {
    const asked = open(signed.url, { method, headers, timeout: PATIENCE_MS }, resolve)
    asked.on('timeout', () =>
      asked.destroy(Object.assign(new Error('the evidence store is silent'), { code: 'ECONNRESET' })),
    )
    asked.on('error', reject)
    if (file) pipeline(createReadStream(file.path), asked).catch(reject)
    else asked.end()
  })
}

/** Reads what is left of an answer, at most a page of names of it, and throws when it was no yes. */
async function done(answer: IncomingMessage, what: string): Promise<string> {
  const parts: Buffer[] = []
  let read = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    if (read < MOST_READ) parts.push(part)
    read += part.length
  }
  const said = Buffer.concat(parts).toString('utf8')
  const status = answer.statusCode ?? 0
  if (status >= 200 && status < 300) return said
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(said)?.[1] ?? ''
  throw Object.assign(
    new Error(`The evidence store answered ${status} ${code} to ${what}`.trim()),
    status >= 500 ? { code: 'ECONNRESET' } : {},
  )
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
