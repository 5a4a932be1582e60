import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginDraft, saveSection } from './features/catalog/actions/drafts.ts'
import { draftPage } from './features/catalog/views/drafts.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { type Awarded, anAward } from './testing/factories/award.ts'
import { aFrameworkOf } from './testing/factories/framework.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'

// The words of a framework that may not be passed on (11-growth.md 12); nothing that leaves the house may hold them.
const SENTINEL = 'the herons return to the river long before the thaw'

let world: World
let north: District
let maya: Someone
let slug: string
let award: Awarded
let framework: string

beforeAll(async () => {
  world = await openWorld()
  north = await aDistrict(world, { slug: 'north' })
  const given = { title: 'Closed standards', words: SENTINEL, code: 'HER.1', redistributable: 'no' } as const
  framework = await aFrameworkOf(world, north.tenantId, given)
  const version = await anAchievement(world, {
    alignments: [{ frameworkId: framework, itemId: 'HER.1', strength: 'full', frameworkLevel: 3 }],
  })
  slug = version.slug
  await anOffering(world, north.tenantId)
  maya = await aPerson(world, { name: 'Maya Jackson' })
  await join(world, north, { person: maya })
  award = await anAward(world, { district: north, learner: maya, version })
  await world.owner.query(`update credential set visibility = 'public' where id = $1`, [award.credentialId])
})
afterAll(() => world.close())

test('stand in no page, file, record or credential that leaves the house; the code does', async () => {
  const entry = ['', '.json', '.jsonld', '/v/1.0.0', '/v/1.0.0/content.json', '/badge.svg']
  const credential = ['', '.json', '.png', '.svg', '.pdf', '/print', '/embed']
  const said: string[] = []
  for (const path of [
    ...entry.map((rest) => `/m/${slug}${rest}`),
    ...credential.map((rest) => `/c/${award.publicId}${rest}`),
    ...[
      '/explore?q=herons',
      `/frameworks/${framework}`,
      `/frameworks/${framework}.jsonld`,
      '/sitemap.xml',
      '/updates.atom',
    ],
  ]) {
    const response = await world.app.request(`http://localhost:3000${path}`, { headers: { accept: 'text/html' } })
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1')
    expect([path, response.status]).toEqual([path, 200])
    expect([path, text.includes(SENTINEL)]).toEqual([path, false])
    if (text.includes('HER.1')) said.push(path)
  }
  expect(said).toEqual(expect.arrayContaining([`/m/${slug}`, `/m/${slug}.jsonld`, `/frameworks/${framework}`]))
})

test('typed into an entry are an error there, for whoever types them', async () => {
  const south = await aDistrict(world, { slug: 'south' })
  const person = await aPerson(world)
  await join(world, south, { person, roles: ['author'] })
  const author = world.as({ personId: person.id, tenantId: south.tenantId, roles: ['author'] })
  const id = await beginDraft(author)
  const found = async () => (await draftPage(author, id)).findings.filter(({ code }) => code === 'X1')
  const summary = `Notice how ${SENTINEL}, and plan by it.`
  await saveSection(author, id, {
    section: 'about',
    revision: 1,
    sent: { summary: 'Notice how the herons return, and plan.' },
  })
  expect(await found()).toEqual([])
  await saveSection(author, id, { section: 'about', revision: 2, sent: { summary } })
  expect((await found()).map(({ path, level }) => [path, level])).toEqual([['summary', 'error']])
  await saveSection(author, id, { section: 'about', revision: 3, sent: { summary: '' } })
})

test('lie in no table but those of frameworks: neither in what is signed nor in what is searched or kept', async () => {
  const { rows } = await world.owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  const holding: string[] = []
  for (const { name } of rows) {
    const found = await world.owner.query(`select 1 from "${name}" t where t::text ilike $1 limit 1`, [`%${SENTINEL}%`])
    if (found.rows.length > 0) holding.push(name)
  }
  expect(holding).toEqual(['framework_item'])
})
