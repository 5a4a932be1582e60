import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { MemoryLocker, Server } from '@tus/server'
import { isFull } from './disk-room.ts'
import { type Reply, reply } from './route.ts'

/** The store of the library, which keeps saying what went wrong: a full disk has a sentence of its own. */
class Store extends FileStore {
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(join(this.directory, id), { flags: 'r+', start: offset })
    await pipeline(readable, file)
    return offset + file.bytesWritten
  }
}

const ID = /^[0-9a-f-]{36}$/
const stores = new Map<string, { store: Store; locker: MemoryLocker }>()

/** One store and one set of locks per folder: two requests for one upload take turns. */
function openFolder(folder: string): { store: Store; locker: MemoryLocker } {
  const known = stores.get(folder)
  if (known) return known
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const made = { store: new Store({ directory: folder }), locker: new MemoryLocker() }
  stores.set(folder, made)
  return made
}

export function arrivalPath(folder: string, id: string): string {
  if (!ID.test(id)) throw new TypeError('not an upload')
  openFolder(folder)
  return join(folder, id)
}

/** Bytes that have come in; null when nothing lies there. */
export async function arrivedBytes(folder: string, id: string): Promise<number | null> {
  const found = await stat(arrivalPath(folder, id)).catch(() => null)
  return found?.size ?? null
}

export function readArrived(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path)
}

export async function forgetArrival(folder: string, id: string): Promise<void> {
  const path = arrivalPath(folder, id)
  await Promise.all([path, `${path}.json`, `${path}.clean`].map((each) => rm(each, { force: true })))
}

const endings = new Map<string, Promise<unknown>>()

/** One ending of an upload after the other: the second finds what the first has made. */
export async function inTurn<Made>(id: string, work: () => Promise<Made>): Promise<Made> {
  const mine = (endings.get(id) ?? Promise.resolve()).then(work)
  const over = mine.catch(() => undefined)
  endings.set(id, over)
  try {
    return await mine
  } finally {
    if (endings.get(id) === over) endings.delete(id)
  }
}

/** Speaks the resumable protocol (tus 1.0) for one upload whose right was checked before: POST, HEAD, PATCH, DELETE. */
export async function passOn(
  request: Request,
  { folder, id, path }: { folder: string; id: string; path: string },
): Promise<Reply> {
  const { store, locker } = openFolder(folder)
  let full = false
  const server = new Server({
    path,
    datastore: store,
    locker,
    relativeLocation: true,
    namingFunction: () => id,
    onResponseError: (_request, error) => {
      full ||= isFull(error)
      return undefined
    },
  })
  const answer = await server.handleWeb(request as never)
  if (full) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' })
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !name.startsWith('access-control-') && name !== 'content-length'),
  )
  return reply(answer.status, answer.body && request.method !== 'HEAD' ? await answer.text() : null, headers)
}

/** One pair of the header `Upload-Metadata`; values are base64 of UTF-8. */
export function metadataOf(request: Request, key: string): string {
  const pair = (request.headers.get('upload-metadata') ?? '')
    .split(',')
    .map((each) => each.trim().split(' '))
    .find(([name]) => name === key)
  return Buffer.from(pair?.[1] ?? '', 'base64').toString('utf8')
}
