import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement, ownerOf, theStarterCatalog } from '../../testing/factories/achievement.ts'
import { anEarnedDecision } from '../../testing/factories/decision.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import { replaceStacks } from './writes.ts'

let world: World
let learner: Someone
let slugs: string[]
beforeAll(async () => {
  world = await openWorld()
  const versions = [await anAchievement(world), await anAchievement(world), await anAchievement(world)]
  slugs = versions.map(({ slug }) => slug)
  const groups = { goal: 'A goal of your own' }
  await replaceStacks(ownerOf(world), [
    {
      ...{ code: 'NOV', slug: 'novice-year', place: 0 },
      words: {
        en: { title: 'Novice year', summary: 'What carries a first year.', groups },
        es: { title: 'Primer año', summary: 'Lo que sostiene un primer año.', groups: { goal: 'Una meta propia' } },
      },
      rule: {
        anyOf: 2,
        groups: [{ id: 'goal', min: 1 }],
        members: versions.map(({ achievementId }, at) => ({ achievementId, group: at === 0 ? 'goal' : null })),
      },
    },
  ])
  const district = await aDistrict(world, { slug: 'north', name: 'North' })
  learner = await aPerson(world, { name: 'Learner' })
  await join(world, district, { person: learner })
  const readers: [Someone, Someone] = [await aPerson(world), await aPerson(world)]
  const [, version] = versions
  if (version) await anEarnedDecision(world, { district, learner, readers, version })
  await world.settle()
}, 120_000)
afterAll(() => world.close())

async function wordsOf(path: string, { person, locale = 'en' }: { person?: Someone; locale?: string } = {}) {
  const { cookie } = person ? await signedIn(world, person) : { cookie: '' }
  const headers = { accept: 'text/html', cookie: [cookie, `cairn-look=lang=${locale}`].filter(Boolean).join('; ') }
  const answer = await world.app.request(BASE_URL + path, { headers })
  const html = await answer.text()
  const words = html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { status: answer.status, words, html }
}

describe('stacks', () => {
  test('everybody reads what they are and what they take', async () => {
    const { words } = await wordsOf('/stacks')
    expect(words).toContain('Novice year What carries a first year.')
    expect(words).toContain('Earn any 2 of these 3 micro-credentials, in any order.')
    expect((await wordsOf('/stacks', { locale: 'es' })).words).toContain('Primer año')
  })

  test('a page names the groups of the rule and every member once', async () => {
    const { words, html } = await wordsOf('/stacks/novice-year')
    expect(words).toMatch(/A goal of your own This one is needed\. .* And any of these/)
    for (const slug of slugs) expect(html.split(`href="/m/${slug}"`)).toHaveLength(2)
    expect(words).not.toContain('You hold this')
  })

  test('a micro-credential says what it counts toward', async () => {
    expect((await wordsOf(`/m/${slugs[0]}`)).words).toContain('Counts toward: Novice year')
  })

  test('one that is not there is not found', async () => {
    expect((await wordsOf('/stacks/no-such-stack')).status).toBe(404)
  })
})

describe('progress', () => {
  test('is told to the person it belongs to', async () => {
    const { words } = await wordsOf('/stacks/novice-year', { person: learner })
    expect(words).toContain('1 of 2 One more completes it.')
    expect(words.split('You hold this')).toHaveLength(2)
    expect((await wordsOf('/me/progress', { person: learner })).words).toContain('1 of 2')
    expect((await wordsOf('/stacks', { person: learner })).words).toContain('See where you stand')
  })

  test('is nobody else’s', async () => {
    const other = await aPerson(world)
    expect((await wordsOf('/stacks/novice-year', { person: other })).words).not.toContain('1 of 2')
    expect((await wordsOf('/me/progress', { person: other })).words).toContain('You have not earned a micro-credential')
  })

  test('a complete one says so', async () => {
    const { rule, ...stack } = await only()
    await replaceStacks(ownerOf(world), [{ ...stack, rule: { ...rule, anyOf: 1, groups: [] } }])
    const { words } = await wordsOf('/me/progress', { person: learner })
    expect(words).toContain('Complete: you hold 1 micro-credential of this stack')
  })
})

async function only() {
  const { rows } = await world.owner.query('select code, slug, place, words, rule from stack')
  return rows[0]
}

test('the starter catalogue is taken whole and brings its stacks, and an import again changes nothing', async () => {
  const lines = await theStarterCatalog(world)
  expect(lines).toHaveLength(126)
  expect(lines.filter(({ action }) => action !== 'created')).toEqual([])
  const titles = async () => (await world.owner.query('select code, rule from stack order by place')).rows
  const first = await titles()
  expect(first.map(({ code }) => code)).toEqual(expect.arrayContaining(['ST-A', 'ST-L', 'NOV', 'AID']))
  await theStarterCatalog(world)
  expect(await titles()).toEqual(first)
})
