import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
// @ts-expect-error it comes without types
import S3rver from 's3rver'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BlobAltered, type Blobs } from './blobs.ts'
import { diskBlobs } from './disk-blobs.ts'
import { s3Blobs } from './s3-blobs.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-blobs-'))
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'evidence', configs: [] }],
})
const stores: Record<string, Blobs> = { disk: diskBlobs(join(folder, 'disk')) }
const account = { bucket: 'evidence', region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
let address = ''
beforeAll(async () => {
  const { port } = (await server.run()) as AddressInfo
  address = `http://127.0.0.1:${port}`
  stores.s3 = s3Blobs({ ...account, url: address, arriving: join(folder, 'arriving'), page: 5 })
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const SCOPE = 'person/01900000-0000-7000-8000-000000000001'
async function* pieces(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function all(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const got: Uint8Array[] = []
  for await (const part of parts) got.push(part)
  return Buffer.concat(got)
}

const aScope = (no: number) => `person/01900000-0000-7000-8000-00000000000${no}`
const everything = () => readdirSync(folder, { recursive: true, encoding: 'utf8' })
/** What lies in either store under a scope, by the files of both. */
const named = (scope: string) => everything().filter((path) => path.includes(`${scope}/`))
const passing = () => everything().filter((path) => /(^|\/)\.[0-9a-z.-]*[0-9a-f]{16}$/.test(path))
function gate(): [Promise<void>, () => void] {
  let open = () => {}
  const gone = new Promise<void>((resolve) => {
    open = resolve
  })
  return [gone, open]
}

describe.each(['disk', 's3'])('evidence in %s', (name) => {
  const store = () => stores[name] as Blobs

  test('what was put is what comes back, under the digest of what it is', async () => {
    const bytes = Buffer.alloc(3_000_000, 'evidence ')
    const kept = await store().put(SCOPE, pieces(bytes))
    expect(kept).toEqual({
      key: `${SCOPE}/${kept.sha256}`,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    })
    expect((await all(await store().get(kept.key))).equals(bytes)).toBe(true)
    expect(await store().size(kept.key)).toBe(bytes.length)
    expect(await store().put(SCOPE, pieces(bytes, 1_000))).toEqual(kept)
  })

  test('its mark stays while nothing is written, and is gone with it', async () => {
    const { key } = await store().put(SCOPE, pieces(Buffer.from('marked')))
    const mark = await store().mark(key)
    expect(mark).toMatch(/^6 /)
    expect(await store().mark(key)).toBe(mark)
    await store().remove(key)
    expect(await store().mark(key)).toBeNull()
  })

  test('a range is exactly these bytes', async () => {
    const kept = await store().put(SCOPE, pieces(Buffer.from('0123456789')))
    expect((await all(await store().get(kept.key, { start: 2, end: 5 }))).toString()).toBe('2345')
  })

  test('removed, it is missing; removed twice is fine', async () => {
    const { key } = await store().put(SCOPE, pieces(Buffer.from('not for long')))
    await store().remove(key)
    await store().remove(key)
    expect(await store().size(key)).toBeNull()
    await expect(store().get(key)).rejects.toBeInstanceOf(BlobAltered)
  })

  test('a scope that is cleared holds nothing, also nothing that is on its way; its neighbor keeps everything', async () => {
    const [going, staying] = [aScope(2), aScope(3)]
    const kept = await store().put(staying, pieces(Buffer.from('stays')))
    for (const text of ['one', 'two']) await store().put(going, pieces(Buffer.from(text)))
    const [hold, letGo] = gate()
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half')
      await hold
    }
    const [cut, alive] = [store().put(going, slow()), store().put(staying, slow())]
    const refused = expect(cut).rejects.toMatchObject({ code: 'ENOENT' })
    for (let tries = 0; tries < 200 && passing().length < 2; tries++) await pause(5)
    await store().clear(going)
    expect(passing()).toHaveLength(1)
    letGo()
    await refused
    await alive
    expect(named(going)).toEqual([])
    expect(await store().size(kept.key)).toBe(5)
    await store().clear(going)
  })

  test('however many pages its names fill', async () => {
    const scope = aScope(4)
    for (let no = 0; no < 12; no++) await store().put(scope, pieces(Buffer.from(`piece ${no}`)))
    expect(named(scope).length).toBeGreaterThanOrEqual(12)
    await store().clear(scope)
    expect(named(scope)).toEqual([])
  })

  test('F-broken-connections: a body that breaks off leaves nothing', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half')
      throw new Error('the line is dead')
    }
    await expect(store().put(SCOPE, broken())).rejects.toThrow('the line is dead')
    const places = [join(folder, 'arriving'), join(folder, 'disk', SCOPE)]
      .filter(existsSync)
      .flatMap((place) => readdirSync(place))
    expect(places.filter((file) => file.startsWith('.'))).toEqual([])
  })

  test.each([['../x'], ['person/x'], [`${SCOPE}/../../x`]])('a key like %s is nobody’s', async (key) => {
    await expect(store().size(key)).rejects.toThrow('not a blob key')
    await expect(store().put(key, pieces(Buffer.from('x')))).rejects.toThrow('not a blob scope')
  })

  test('is ready', async () => expect(store().probe()).resolves.toBeUndefined())
})

test('F-blob-store-trouble: bytes that changed on the disk are not given out to their end', async () => {
  const disk = stores.disk as Blobs
  const { key } = await disk.put(SCOPE, pieces(Buffer.from('as it was judged')))
  appendFileSync(join(folder, 'disk', key), 'and more')
  await expect(all(await disk.get(key))).rejects.toBeInstanceOf(BlobAltered)
  writeFileSync(join(folder, 'disk', key), 'As it was judged')
  await expect(all(await disk.get(key))).rejects.toBeInstanceOf(BlobAltered)
})

test('F-blob-store-trouble: a store that is away or says no is a fault with its status, and nothing is lost here', async () => {
  const away = s3Blobs({ ...account, url: 'http://127.0.0.1:9', arriving: join(folder, 'arriving') })
  await expect(away.put(SCOPE, pieces(Buffer.from('x')))).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  const wrong = s3Blobs({ ...account, bucket: 'nowhere', url: address, arriving: join(folder, 'arriving') })
  await expect(wrong.put(SCOPE, pieces(Buffer.from('x')))).rejects.toThrow('NoSuchBucket')
  const stranger = s3Blobs({ ...account, accessKeyId: 'NOBODY', url: address, arriving: join(folder, 'arriving') })
  await expect(stranger.put(SCOPE, pieces(Buffer.from('x')))).rejects.toThrow('InvalidAccessKeyId')
})
