import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { SITE } from './features/account/reads/site.ts'
import { namingOf } from './platform/naming.ts'
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
