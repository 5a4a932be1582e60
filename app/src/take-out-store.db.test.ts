import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// @ts-expect-error it comes without types
import S3rver from 's3rver'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dropExports } from './features/account/actions/erase-account.ts'
import { askExport, beginExport, dropExport } from './features/account/actions/take-out.ts'
import type { Blobs } from './platform/blobs.ts'
import { diskBlobs } from './platform/disk-blobs.ts'
import { planFailpoints } from './platform/failpoint.ts'
import { s3Blobs } from './platform/s3-blobs.ts'
import { makeArchive } from './take-out.ts'
import { aPerson, type Someone } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-take-out-'))
const server = new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory: join(folder, 's3'),
  configureBuckets: [{ name: 'evidence', configs: [] }],
})
const account = { bucket: 'evidence', region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }
async function openStore(name: string): Promise<Blobs> {
  if (name === 'disk') return diskBlobs(join(folder, 'disk'))
  const { port } = (await server.run()) as AddressInfo
  return s3Blobs({ ...account, url: `http://127.0.0.1:${port}`, arriving: join(folder, 'arriving') })
}
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(['disk', 's3'])('an archive in %s', (name) => {
  let world: World
  let store: Blobs
  /** What happens while an archive is stored and its row does not say so yet. */
  let between: () => Promise<unknown>
  /** What happens while it is written. */
  let before: () => Promise<unknown>
  const nothing = () => Promise.resolve()
  beforeAll(async () => {
    store = await openStore(name)
    const put: Blobs['put'] = async (scope, body) => {
      const ours = scope.startsWith('export/')
      async function* written() {
        for await (const part of body) {
          yield part
          if (ours) await once(before)
        }
      }
      const kept = await store.put(scope, written())
      if (ours) await once(between)
      return kept
    }
    async function once(step: () => Promise<unknown>) {
      if (step === before) before = nothing
      if (step === between) between = nothing
      await step()
    }
    world = await openWorld(undefined, { blobs: { ...store, put } })
  })
  afterAll(() => world.close())
  beforeEach(() => {
    planFailpoints(undefined)
    before = nothing
    between = nothing
  })

  const archives = (id: string) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => /[0-9a-f]{64}(\._S3rver_object)?$|\.[0-9a-f]{16}$/.test(path) && path.includes(id),
    )
  const madeKey = async (id: string): Promise<string | null> =>
    (await world.owner.query('select blob_key from privacy_export where id = $1', [id])).rows[0]?.blob_key ?? null

  async function asked(): Promise<{ person: Someone; id: string; own: ReturnType<World['as']> }> {
    const person = await aPerson(world)
    await askExport(world.as({ personId: person.id }))
    const { rows } = await world.owner.query('select id from privacy_export where person_id = $1', [person.id])
    return { person, id: rows[0].id, own: world.as({ system: 'test' }).asSystem({ personId: person.id, job: 'test' }) }
  }
  async function onlyTheNamedOne(id: string): Promise<void> {
    const key = await madeKey(id)
    expect(archives(id)).toHaveLength(1)
    expect(await store.size(key ?? '')).toBeGreaterThan(0)
  }

  test('stored when the process ends goes with the next try; dropped, nothing of it is left', async () => {
    const { id, own } = await asked()
    planFailpoints('export.stored:1:throw')
    await world.settle()
    expect(await madeKey(id)).toBeNull()
    expect(archives(id)).toHaveLength(1)
    world.clock.advance(60_000)
    await world.settle()
    await onlyTheNamedOne(id)
    await dropExport(own, id)
    expect(archives(id)).toEqual([])
    expect(await madeKey(id)).toBeNull()
  })

  test('stored when the process ends, and no try after it: it goes with its row, and a late try makes nothing', async () => {
    const { id, own } = await asked()
    planFailpoints('export.stored:1:throw')
    await world.settle()
    expect(archives(id)).toHaveLength(1)
    await dropExport(own, id)
    expect(archives(id)).toEqual([])
    world.clock.advance(60_000)
    await world.settle()
    expect(archives(id)).toEqual([])
  })

  test('dropped while it is written, it is not finished', async () => {
    const { id, own } = await asked()
    before = () => dropExport(own, id)
    await world.settle()
    world.clock.advance(60_000)
    await world.settle()
    expect([await madeKey(id), archives(id)]).toEqual([null, []])
  })

  test('whose row is gone when it is stored goes too, also when the process ends just then', async () => {
    const { id } = await asked()
    between = () => world.owner.query('delete from privacy_export where id = $1', [id])
    await world.settle()
    expect(archives(id)).toEqual([])
    const { id: killed } = await asked()
    between = () => world.owner.query('delete from privacy_export where id = $1', [killed])
    planFailpoints('export.stored:1:throw')
    await world.settle()
    expect(archives(killed)).toHaveLength(1)
    world.clock.advance(60_000)
    await world.settle()
    expect(archives(killed)).toEqual([])
  })

  test('made twice at once is kept once, and it is the one that the row names', async () => {
    const { id, own, person } = await asked()
    const body = { exportId: id, personId: person.id }
    between = () => makeArchive(own, { body })
    await makeArchive(own, { body })
    await onlyTheNamedOne(id)
    await world.settle()
    await onlyTheNamedOne(id)
  })

  test('begun anew while another is stored leaves no row that names what is gone', async () => {
    const { id, own, person } = await asked()
    between = () => beginExport(own, id)
    const body = { exportId: id, personId: person.id }
    await expect(makeArchive(own, { body })).rejects.toMatchObject({ because: 'export-begun-anew' })
    expect([await madeKey(id), archives(id)]).toEqual([null, []])
    await world.settle()
    await onlyTheNamedOne(id)
  })

  test('from before, under its person, goes with its row, and with the person where no row names it', async () => {
    const { id, own, person } = await asked()
    async function* once() {
      yield Buffer.from('an archive of before')
    }
    const named = await store.put(`export/${person.id}`, once())
    const change = `update privacy_export set made_at = $2, expires_at = $2, blob_key = $3, bytes = 20 where id = $1`
    await world.owner.query(change, [id, world.clock.now(), named.key])
    await dropExport(own, id)
    expect(archives(person.id)).toEqual([])
    await store.put(`export/${person.id}`, once())
    await dropExports(own)
    expect(archives(person.id)).toEqual([])
  })
})
