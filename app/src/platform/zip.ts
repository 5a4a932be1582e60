import { type PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** One file of an archive: bytes at hand, or bytes that are opened when their turn comes. */
export interface ZipPart {
  readonly path: string
  readonly body: Uint8Array | (() => Promise<AsyncIterable<Uint8Array>>)
  /** False for what is packed already: pictures, films. */
  readonly pack: boolean
}

/** An archive that is written while it is read: one file at a time, whatever their size. */
export function zipOf(parts: AsyncIterable<ZipPart>, at: Date): AsyncIterable<Uint8Array> {
  const zip = new ZipFile()
  const out = zip.outputStream as PassThrough
  zip.on('error', (error: Error) => out.destroy(error))
  fill(zip, parts, at).then(
    () => zip.end(),
    (error: Error) => out.destroy(error),
  )
  return out
}

async function fill(zip: ZipFile, parts: AsyncIterable<ZipPart>, mtime: Date): Promise<void> {
  for await (const { path, body, pack } of parts) {
    const options = { mtime, mode: 0o100644, compress: pack }
    if (body instanceof Uint8Array) zip.addBuffer(Buffer.from(body), path, options)
    else await addStream(zip, { path, body, options })
  }
}

interface Streamed {
  readonly path: string
  readonly body: () => Promise<AsyncIterable<Uint8Array>>
  readonly options: { readonly mtime: Date; readonly mode: number; readonly compress: boolean }
}

/** Resolves when the file is in: the next one is looked for only then. */
async function addStream(zip: ZipFile, { path, body, options }: Streamed): Promise<void> {
  const stream = Readable.from(await body(), { objectMode: false })
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject)
    stream.on('close', resolve)
    zip.addReadStream(stream, path, options)
  })
}
