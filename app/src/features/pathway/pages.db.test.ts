import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement, ownerOf, theStarterCatalog } from '../../testing/factories/achievement.ts'
import { anEarnedDecision } from '../../testing/factories/decision.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import { publishStacks } from './writes.ts'

let world: World
let learner: Someone
let slugs: string[]
let published: Parameters<typeof publishStacks>[1]
beforeAll(async () => {
  world = await openWorld()
  const versions = [await anAchievement(world), await anAchievement(world), await anAchievement(world)]
  slugs = versions.map(({ slug }) => slug)
  const groups = { goal: 'A goal of your own' }
  const [first, second, third] = versions.map(({ achievementId }) => achievementId)
  const words = {
    title: 'One way',
    summary: 'First one thing, then the other.',
    groups: { begin: 'Begin', go: 'Go on' },
  }
  const pathway = {
    ...{ code: 'PW-ONE', slug: 'one-way', kind: 'pathway' as const, strand: 'B', digest: 'one' },
    words: { en: words, es: { ...words, title: 'Un camino' } },
    rule: {
      anyOf: 2,
      groups: [
        { id: 'begin', min: 1, after: [] },
        { id: 'go', min: 1, after: ['begin'] },
      ],
      members: [
        { achievementId: first ?? '', group: 'begin' },
        { achievementId: second ?? '', group: 'begin' },
        { achievementId: third ?? '', group: 'go' },
      ],
    },
  }
  const novice = {
    ...{ code: 'NOV', slug: 'novice-year', kind: 'stack' as const, strand: 'B', digest: 'first' },
    words: {
      en: { title: 'Novice year', summary: 'What carries a first year.', groups },
      es: { title: 'Primer año', summary: 'Lo que sostiene un primer año.', groups: { goal: 'Una meta propia' } },
    },
    rule: {
      anyOf: 2,
      groups: [{ id: 'goal', min: 1 }],
      members: versions.map(({ achievementId }, at) => ({ achievementId, group: at === 0 ? 'goal' : null })),
    },
  }
  published = [novice, pathway]
  await publishStacks(ownerOf(world), published, world.clock.now())
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
    expect((await wordsOf(`/m/${slugs[0]}`)).words).toContain('Counts toward: Novice year · One way')
  })

  test('one that is not there is not found, nor a pathway among the stacks', async () => {
    for (const path of ['/stacks/no-such-stack', '/stacks/one-way', '/pathways/novice-year'])
      expect((await wordsOf(path)).status).toBe(404)
  })

  test('a pathway shows its steps, their gates and the way between them', async () => {
    const { words, html } = await wordsOf('/pathways/one-way')
    expect(words).toContain('It takes 2 of these 3 micro-credentials, step by step.')
    expect(words).toMatch(/1\. Begin At least 1 of these\. .* 2\. Go on This one is needed\. Comes after step 1\./)
    expect(words).toMatch(/1 · any 1 of 2 .* 2 · this one/)
    expect(html).toContain('aria-label="2 steps, each opened by the ones above it."')
    expect(words).not.toContain('Next for you')
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

  test('on a pathway says which gate is open and what comes next; what is begun is half', async () => {
    await world.owner.query(
      `insert into submission (tenant_id, id, learner_id, achievement_id, achievement_version_id, status, attempt_no, salt, show_name, started_at, last_edit_at)
       select tenant_id, gen_random_uuid(), learner_id, a.id, a.current_version_id, 'draft', 0, salt, false, started_at, last_edit_at
       from submission, achievement a where a.slug = $1 limit 1`,
      [slugs[2]],
    )
    const { words, html } = await wordsOf('/pathways/one-way', { person: learner })
    expect(words).toMatch(/1\. Begin .* Done .* 2\. Go on .* Next for you 0 of 1 .* You have begun this/)
    expect(html).toContain('aria-label="1 of 2 steps are behind you."')
    expect(html.split('path-stone-begun')).toHaveLength(2)
  })
})

describe('a new version', () => {
  test('is what counts from then on, and the one before stays as it was; unchanged ones stay the same version', async () => {
    const [novice, pathway] = published
    if (!novice || !pathway) throw new Error('nothing was published')
    const rule = { ...novice.rule, anyOf: 1, groups: [] }
    await publishStacks(ownerOf(world), [{ ...novice, rule, digest: 'second' }, pathway], world.clock.now())
    const { words } = await wordsOf('/me/progress', { person: learner })
    expect(words).toContain('Complete: you hold 1 micro-credential of this stack')
    const { rows } = await world.owner.query(
      `select code, version, (rule ->> 'anyOf')::int as takes from stack_version order by code, version`,
    )
    expect(rows).toEqual([
      { code: 'NOV', version: 1, takes: 2 },
      { code: 'NOV', version: 2, takes: 1 },
      { code: 'PW-ONE', version: 1, takes: 2 },
    ])
    await expect(world.owner.query(`update stack_version set rule = '{}'`)).rejects.toThrow('append-only')
  })

  test('one that stands in the file no more is offered no more, and its page says so', async () => {
    await publishStacks(ownerOf(world), published.slice(1), world.clock.now())
    expect((await wordsOf('/stacks')).words).not.toContain('Novice year')
    expect((await wordsOf('/stacks/novice-year')).words).toContain('This stack is offered no more.')
    expect((await wordsOf('/me/progress', { person: learner })).words).not.toContain('Novice year')
  })
})

test('the starter catalogue is taken whole and brings its stacks, and an import again changes nothing', async () => {
  const lines = await theStarterCatalog(world)
  expect(lines).toHaveLength(126)
  expect(lines.filter(({ action }) => action !== 'created')).toEqual([])
  const titles = async () =>
    (
      await world.owner.query(
        'select s.code, v.rule from stack s join stack_version v using (code, version) where place is not null order by place',
      )
    ).rows
  const first = await titles()
  expect(first.map(({ code }) => code)).toEqual(expect.arrayContaining(['ST-A', 'ST-L', 'AID', 'PW-FYR', 'PW-COA']))
  await theStarterCatalog(world)
  expect(await titles()).toEqual(first)
  expect((await world.owner.query('select distinct code from stack_version where version > 1')).rows).toEqual([
    { code: 'NOV' },
  ])
})
