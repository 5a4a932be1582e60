import { afterAll, afterEach, expect, test } from 'vitest'
import { alive } from '../../src/platform/postgres-pid.ts'
import { aDistrict } from '../../src/testing/factories/people.ts'
import { foundedFolder } from './founded.ts'
import { openHand, targetsOf } from './hand.ts'
import { cairn, forget, freePorts, get, killPostgres, launchSite, postmasterOf, type Site, startSite } from './site.ts'

const folders: string[] = []
const sites: Site[] = []
afterEach(async () => {
  for (const site of sites.splice(0).reverse()) await site.stop()
})
afterAll(async () => {
  for (const folder of folders) await forget(folder)
})

function aFolder(): string {
  const folder = foundedFolder()
  folders.push(folder)
  return folder
}

async function started(folder: string, port: number): Promise<Site> {
  const site = await startSite({ folder, port })
  sites.push(site)
  return site
}

async function districts(folder: string, url: string): Promise<string[]> {
  const hand = openHand(await targetsOf(folder, url))
  try {
    return (await hand.owner.query('select slug from organization order by slug')).rows.map(({ slug }) => slug)
  } finally {
    await hand.close()
  }
}

async function found(folder: string, url: string): Promise<string> {
  const hand = openHand(await targetsOf(folder, url))
  try {
    return (await aDistrict(hand)).slug
  } finally {
    await hand.close()
  }
}

const page = async (site: Site) => (await get(`${site.url}/explore`)).status

test('F-two-processes-one-directory: a second start on the same port says so and ends; on another port it shares the database and leaves it alone', async () => {
  const [folder, port] = [aFolder(), await freePorts()]
  const first = await started(folder, port)
  const same = launchSite({ folder, port })
  expect(await same.ended).toBe(1)
  expect(same.output()).toContain(`Port ${port} is taken by another program`)
  expect(await page(first)).toBe(200)

  const beside = await startSite({ folder, port: await freePorts() })
  const slug = await found(folder, first.url)
  expect((await get(`${beside.url}/issuers/${slug}`)).status).toBe(200)
  expect(await beside.stop()).toBe(0)
  expect([await page(first), alive(postmasterOf(folder))]).toEqual([200, true])
})

test('commands of the console work beside a running server, and alone, on the same data', async () => {
  const [folder, port] = [aFolder(), await freePorts()]
  const site = await started(folder, port)
  const slug = await found(folder, site.url)
  for (const args of [['doctor'], ['migrate'], ['seed'], ['admin', 'create', '--email', 'root@district.example']]) {
    const { code, out, err } = await cairn(args, { folder, port })
    expect([args[0], code, err]).toEqual([args[0], 0, ''])
    expect(out).not.toBe('')
  }
  expect([await page(site), alive(postmasterOf(folder))]).toEqual([200, true])
  await site.stop()
  expect(alive(postmasterOf(folder))).toBe(false)
  expect((await cairn(['doctor'], { folder, port })).code).toBe(0)
  expect(alive(postmasterOf(folder))).toBe(false)
  expect(await districts(folder, (await started(folder, port)).url)).toContain(slug)
})

test.each([
  ['the server', async (site: Site) => site.kill()],
  ['the database', async (site: Site, folder: string) => Promise.all([killPostgres(folder), site.kill()])],
])(
  'F-two-processes-one-directory: after kill -9 of %s the same data is served again, and a stop ends everything',
  async (_what, kill) => {
    const [folder, port] = [aFolder(), await freePorts()]
    const site = await started(folder, port)
    const slug = await found(folder, site.url)
    await kill(site, folder)
    const again = await startSite({ folder, port })
    expect((await get(`${again.url}/issuers/${slug}`)).status).toBe(200)
    expect(await again.stop()).toBe(0)
    expect(alive(postmasterOf(folder))).toBe(false)
  },
)
