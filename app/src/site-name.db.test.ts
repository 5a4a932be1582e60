import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openAssets } from './assets.ts'
import { SITE } from './features/account/reads/site.ts'
import { namingOf } from './platform/naming.ts'
import { buildApps } from './server.ts'
import { watchSiteName } from './site-name.ts'
import { openWorld, type World } from './testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const written = (name: string) =>
  world.owner.query(
    `insert into installation (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value`,
    [SITE, JSON.stringify({ name, locale: 'en', timeZone: 'America/Chicago' })],
  )
/** The same installation as another process has it. */
const elsewhere = (fixed?: string) => ({ ...world.home, ports: { ...world.home.ports, naming: namingOf(fixed) } })

test('a name that one process wrote is soon what every other calls the site, without a restart', async () => {
  const other = elsewhere()
  const stop = watchSiteName(other, 20)
  for (const name of ['Lakeview Learns', 'Lakeview Grows']) {
    await written(name)
    await vi.waitFor(() => expect(other.ports.naming.current()).toBe(name), { timeout: 5_000 })
  }
  stop()
})

test('the name that the operator set stays', async () => {
  const other = elsewhere('From The Environment')
  const stop = watchSiteName(other, 20)
  await written('Something Else')
  const seen = elsewhere()
  const also = watchSiteName(seen, 20)
  await vi.waitFor(() => expect(seen.ports.naming.current()).toBe('Something Else'), { timeout: 5_000 })
  expect(other.ports.naming.current()).toBe('From The Environment')
  stop()
  also()
})

test.each(['/', '/explore'])(
  'a page %s that another process keeps for everybody has the new name at once',
  async (path) => {
    const other = elsewhere()
    const { app } = buildApps({
      home: other,
      assets: openAssets('nowhere'),
      rateScale: 1_000,
      trustedProxies: new Set(),
      ready: async () => ({ ready: true, failing: [] }),
    })
    const page = async () => (await app.request(path, { headers: { accept: 'text/html' } })).text()
    for (const name of ['Lakeview Learns', 'Lakeview Grows', 'Lakeview Learns']) {
      await written(name)
      // Made, and shown again as it was kept.
      for (const _time of [1, 2]) expect(await page()).toContain(`<span>${name}</span>`)
    }
  },
)
