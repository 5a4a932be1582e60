import { randomBytes } from 'node:crypto'
import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { type ZipPart, zipOf } from './zip.ts'

const AT = new Date('2026-10-05T15:00:00Z')
const words = (text: string) => Buffer.from(text)

async function read(parts: AsyncIterable<ZipPart>): Promise<Record<string, Uint8Array>> {
  const chunks: Uint8Array[] = []
  for await (const chunk of zipOf(parts, AT)) chunks.push(chunk)
  return unzipSync(Buffer.concat(chunks))
}

test('holds every file as it was given, packed or not, in folders with accents', async () => {
  const film = randomBytes(300_000)
  async function* parts(): AsyncGenerator<ZipPart> {
    yield { path: 'data/perfil.json', body: words('{"name":"Ana"}'), pack: true }
    yield {
      path: 'evidence/1-lección/1-niños.mp4',
      pack: false,
      body: async () =>
        (async function* () {
          yield film.subarray(0, 100_000)
          yield film.subarray(100_000)
        })(),
    }
    yield { path: 'index.html', body: words('<!doctype html>'), pack: true }
  }
  const files = await read(parts())
  expect(Object.keys(files)).toEqual(['data/perfil.json', 'evidence/1-lección/1-niños.mp4', 'index.html'])
  expect(Buffer.from(files['evidence/1-lección/1-niños.mp4'] ?? []).equals(film)).toBe(true)
  expect(Buffer.from(files['data/perfil.json'] ?? []).toString()).toBe('{"name":"Ana"}')
})

test('opens one file at a time, and the next only when the one before is in', async () => {
  let open = 0
  let most = 0
  async function* body(): AsyncGenerator<Uint8Array> {
    most = Math.max(most, ++open)
    for (let part = 0; part < 40; part++) yield randomBytes(65_536)
    open--
  }
  async function* parts(): AsyncGenerator<ZipPart> {
    for (const name of ['a', 'b', 'c']) yield { path: name, body: async () => body(), pack: false }
  }
  await read(parts())
  expect(most).toBe(1)
})

test('a file that breaks off in the middle breaks the archive: half of one is never handed over', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield words('the first half')
    throw new Error('the disk went away')
  }
  async function* parts(): AsyncGenerator<ZipPart> {
    yield { path: 'one', body: async () => broken(), pack: true }
  }
  await expect(read(parts())).rejects.toThrow('the disk went away')
  await expect(
    read(
      (async function* (): AsyncGenerator<ZipPart> {
        yield { path: 'one', body: () => Promise.reject(new Error('nothing there')), pack: true }
      })(),
    ),
  ).rejects.toThrow('nothing there')
})
