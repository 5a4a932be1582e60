import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BlobAltered, type Blobs, insistKey, insistScope, verified } from './blobs.ts'

/** Evidence on a disk: written under another name, synced, renamed, the folder synced; a crash leaves all or nothing. */
export function diskBlobs(folder: string): Blobs {
  const blobs: Blobs = {
    arriving: join(folder, 'arriving'),
    async put(scope, body) {
      insistScope(scope)
      const home = join(folder, scope)
      await mkdir(home, { recursive: true })
      const passing = join(home, `.${randomBytes(8).toString('hex')}`)
      try {
        const { sha256, bytes } = await write(passing, body)
        const key = `${scope}/${sha256}`
        await rename(passing, join(folder, key))
        await syncFolder(home)
        return { key, sha256, bytes }
      } catch (error) {
        await rm(passing, { force: true })
        throw error
      }
    },
    async get(key, range) {
      const path = pathOf(folder, key)
      if (!existsSync(path)) throw new BlobAltered('missing')
      return range
        ? createReadStream(path, { start: range.start, end: range.end })
        : verified(createReadStream(path), key)
    },
    async size(key) {
      const path = pathOf(folder, key)
      return existsSync(path) ? (await stat(path)).size : null
    },
    async mark(key) {
      const path = pathOf(folder, key)
      if (!existsSync(path)) return null
      // The time of change too: unlike that of writing, no program can set it back.
      const { size, mtimeNs, ctimeNs } = await stat(path, { bigint: true })
      return `${size} ${mtimeNs} ${ctimeNs}`
    },
    async remove(key) {
      await rm(pathOf(folder, key), { force: true })
    },
    async clear(scope) {
      insistScope(scope)
      await rm(join(folder, scope), { recursive: true, force: true })
    },
    async probe() {
      const { key } = await blobs.put('probe/00000000-0000-0000-0000-000000000000', chunks(Buffer.from('ready')))
      for await (const _ of await blobs.get(key)) await Promise.resolve()
    },
  }
  return blobs
}

function pathOf(folder: string, key: string): string {
  insistKey(key)
  return join(folder, key)
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function write(path: string, body: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const file = await open(path, 'wx', 0o600)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const part of body) {
      hash.update(part)
      bytes += part.length
      // Not write(): a disk that is nearly full takes a part of it without a word.
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(dirname(join(path, 'x')), 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
