import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrations } from '../../database.ts'
import { queriesOf } from '../../testing/count-queries.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { anAward } from '../../testing/factories/award.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { endRule, publishRule } from './actions.ts'
import { FIRST_RULE, type SimpleRule } from './rules.ts'
import { worthHere } from './views.ts'

let world: World
/** Two of strand B, one of E, one whose author suggests no hours. */
let entries: AchievementVersion[]
let count: AchievementVersion
let nothing: AchievementVersion
beforeAll(async () => {
  world = await openWorld('2026-10-05T15:00:00Z')
  count = await anAchievement(world, { title: 'Count late starts', strand: 'E', code: 'E90', slug: 'count' })
  nothing = await anAchievement(world, {
    ...{ title: 'Greet and go', strand: 'B', code: 'B92', slug: 'nothing' },
    recognitionDefaults: [{ unit: 'hours', amount: '0.00' }],
  })
  entries = [
    await anAchievement(world, { title: 'Greet at the door', strand: 'B', code: 'B90', slug: 'greet' }),
    await anAchievement(world, { title: 'Greet by name', strand: 'B', code: 'B91', slug: 'name' }),
    ...[count, nothing],
  ]
})
afterAll(() => world.close())

const NO_HOURS = ['B90', 'B91', 'E90']
let serial = 0

/** A district with these rules alone, and an educator of it. */
async function aMember(...rules: Partial<SimpleRule>[]): Promise<{ district: District; educator: Someone }> {
  serial++
  const district = await aDistrict(world, { name: `Lake ${serial}`, slug: `lake-${serial}`, kind: 'network' })
  for (const rule of rules) await publishRule(recognizer(district), { ...FIRST_RULE, ...rule })
  const educator = await aPerson(world)
  await join(world, district, { person: educator })
  await world.settle()
  return { district, educator }
}

function recognizer({ tenantId }: District) {
  return world.as({
    ...{ tenantId, personId: world.home.ports.newId(), roles: ['recognizer'] },
    stepUpAt: world.clock.now(),
  })
}

async function endAll(district: District, lastDay: string): Promise<void> {
  const { rows } = await world.owner.query('select id from recognition_rule_version where tenant_id = $1', [
    district.tenantId,
  ])
  for (const { id } of rows) await endRule(recognizer(district), { ruleId: id, lastDay })
}

async function explore(person: Someone | null, query = '') {
  const headers: Record<string, string> = { accept: 'text/html' }
  if (person) headers.cookie = (await signedIn(world, person)).cookie
  const response = await world.app.request(`http://localhost:3000/explore${query}`, { headers })
  const html = await response.text()
  const cards = html.slice(html.indexOf('id="results"'))
  return {
    html,
    headers: response.headers,
    offered: /href="([^"]*worth=yes[^"]*)"[^>]*>([^<]*)<span[^>]*> (\d+)</.exec(html)?.slice(1),
    codes: [...new Set(cards.match(/href="\/m\/[a-z]+"/g))].map((link) => codeOf(link)).sort(),
  }
}

function codeOf(link: string): string | undefined {
  return entries.find(({ slug }) => link === `href="/m/${slug}"`)?.code
}

/** What the pages of the entries say to the same person. */
async function onPages(person: Someone): Promise<string[]> {
  const told = await Promise.all(
    entries.map(async ({ achievementId, id, code }) => {
      const worths = await worthHere(world.as({ personId: person.id }), { achievementId, versionId: id })
      return worths.some(({ mine, units }) => mine && units > 0n) ? [code] : []
    }),
  )
  return told.flat().sort()
}

describe('what counts where the reader works', () => {
  test.each<[string, () => Partial<SimpleRule>[], string[]]>([
    ['every micro-credential, its stated hours', () => [{}], NO_HOURS],
    ['one strand', () => [{ which: 'strand', strands: ['E'] }], ['E90']],
    ['a list', () => [{ which: 'list', achievements: [count.achievementId, nothing.achievementId] }], ['E90']],
    ['a fixed number, which needs no hours', () => [{ hours: 'fixed', amount: '5' }], ['B90', 'B91', 'B92', 'E90']],
    [
      'two rules',
      () => [
        { which: 'strand', strands: ['E'] },
        { which: 'strand', strands: ['B'] },
      ],
      NO_HOURS,
    ],
    ['a limit of nothing', () => [{ cap: '0' }], []],
    ['from tomorrow', () => [{ from: '2026-10-06' }], []],
    ['from today', () => [{ from: '2026-10-05' }], NO_HOURS],
  ])('%s: the search finds what the pages promise', async (_case, rules, codes) => {
    const { educator } = await aMember(...rules())
    const found = await explore(educator, '?worth=yes')
    expect(found.codes).toEqual(codes)
    expect(await onPages(educator)).toEqual(codes)
    const { offered } = await explore(educator)
    expect(offered).toEqual(
      codes.length > 0 ? ['/explore?worth=yes#facet-worth', 'Counts for something', `${codes.length}`] : undefined,
    )
  })

  test('is one facet beside the others, in both languages', async () => {
    const { educator } = await aMember({})
    expect((await explore(educator, '?q=greet&strand=B')).offered).toEqual([
      ...['/explore?q=greet&amp;strand=B&amp;worth=yes#facet-worth', 'Counts for something', '2'],
    ])
    expect((await explore(educator, '?lang=es')).html).toContain('Cuenta para algo')
    const chosen = await explore(educator, '?worth=yes')
    expect(chosen.html).toContain('aria-label="Remove filter Where you work: Counts for something"')
  })

  test('cards made before they said what is suggested are completed', async () => {
    const cards = async () =>
      (
        await world.owner.query(
          `select distinct card ->> 'code' as code, card ->> 'suggestedHours' as hours from achievement_search where card ? 'suggestedHours'`,
        )
      ).rows
    const before = await cards()
    expect(before).toEqual([{ code: 'B92', hours: '0.00' }])
    await world.owner.query(`update achievement_search set card = card - 'suggestedHours'`)
    await world.owner.query(migrations.find(({ name }) => name === '0501-suggested-hours')?.sql ?? '')
    expect(await cards()).toEqual(before)
  })

  test('changes with the day: a rule that ended yesterday counts nothing, one that begins today counts', async () => {
    const { district, educator } = await aMember({})
    await endAll(district, '2026-10-05')
    expect((await explore(educator, '?worth=yes')).codes).toEqual(NO_HOURS)
    await publishRule(recognizer(district), { ...FIRST_RULE, which: 'strand', strands: ['E'], from: '2026-10-07' })
    // Chicago is still in the day before.
    world.clock.set('2026-10-06T04:59:00Z')
    expect((await explore(educator, '?worth=yes')).codes).toEqual(NO_HOURS)
    world.clock.set('2026-10-06T05:01:00Z')
    expect((await explore(educator, '?worth=yes')).codes).toEqual([])
    expect(await onPages(educator)).toEqual([])
    expect((await explore(educator)).offered).toBeUndefined()
    world.clock.set('2026-10-07T15:00:00Z')
    expect((await explore(educator, '?worth=yes')).codes).toEqual(['E90'])
    expect(await onPages(educator)).toEqual(['E90'])
  })

  test('leaves out what was counted before, and everything when the limit of the year is reached', async () => {
    const { district, educator } = await aMember({ cap: '6' }, { which: 'strand', strands: ['B'] })
    await anAward(world, { district, learner: educator, version: count })
    expect((await explore(educator, '?worth=yes')).codes).toEqual(['B90', 'B91'])
    expect(await onPages(educator)).toEqual(['B90', 'B91'])
  })
})

describe('nobody hears of rules that are not theirs', () => {
  test('a stranger, a person of no organization, one whose organization has no rule: no facet', async () => {
    await aMember({})
    const { educator: bare } = await aMember()
    for (const person of [null, await aPerson(world), bare]) {
      const { html, codes } = await explore(person)
      expect(html).not.toContain('worth')
      expect(codes).toEqual(['B90', 'B91', 'B92', 'E90'])
    }
  })

  test('another organization, and one that was left, count nothing', async () => {
    const { educator, district } = await aMember({ which: 'strand', strands: ['E'] })
    const { educator: other } = await aMember({
      which: 'list',
      achievements: entries.map((each) => each.achievementId),
    })
    expect((await explore(educator, '?worth=yes')).codes).toEqual(['E90'])
    expect((await explore(other, '?worth=yes')).codes).toEqual(NO_HOURS)
    await world.owner.query('update membership set ended_at = $2 where tenant_id = $1', [
      ...[district.tenantId, world.clock.now()],
    ])
    expect((await explore(educator)).html).not.toContain('worth')
    expect((await explore(educator, '?worth=yes')).codes).toEqual([])
  })

  test('of two organizations of one reader each counts what it counts', async () => {
    const { educator } = await aMember({ which: 'list', achievements: [count.achievementId] })
    const { district } = await aMember({ which: 'strand', strands: ['B'] })
    await join(world, district, { person: educator })
    expect((await explore(educator, '?worth=yes')).codes).toEqual(NO_HOURS)
    expect(await onPages(educator)).toEqual(NO_HOURS)
  })

  test('the page of a member is kept by nobody, and the kept page of a stranger says nothing of it', async () => {
    const { educator } = await aMember({})
    const before = (await explore(null)).html
    const { headers, html } = await explore(educator)
    expect(html).toContain('worth=yes')
    expect(headers.get('cache-control')).toContain('no-store')
    expect(bodyOf((await explore(null)).html)).toBe(bodyOf(before))
  })

  const bodyOf = (html: string) => html.replace(/nonce="[^"]+"|name="_csrf" value="[^"]+"/g, '')

  test('a search asks two questions more for a member with rules, one for others, and none for a stranger', async () => {
    const asked = async (person: Someone | null, q: string) =>
      (await queriesOf(world, () => explore(person, `?q=${q}`))).filter((words) => /recognition/.test(words)).length
    const { educator } = await aMember({}, { cap: '5' })
    const { educator: bare } = await aMember()
    expect([await asked(null, 'door'), await asked(bare, 'door'), await asked(educator, 'door')]).toEqual([0, 1, 2])
  })
})
