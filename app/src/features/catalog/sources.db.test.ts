import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement, ownerOf } from '../../testing/factories/achievement.ts'
import { acting, aPublication, aStaff, type Staff, theWorksOfDrafts } from '../../testing/factories/draft.ts'
import { aDistrict, type District, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { forkAchievement } from './actions/begin-from.ts'
import { inviteAuthor } from './actions/co-authors.ts'
import { discardDraft } from './actions/drafts.ts'
import { lookAtSource } from './actions/look-at-source.ts'
import { listSourceNews } from './reads/sources.ts'
import type { AchievementVersion } from './reads.ts'
import { draftsPage } from './views/drafts.ts'
import { sourcesPage } from './views/sources.ts'
import { versionsPage } from './views/versions.ts'
import { insertVersion } from './writes.ts'

let world: World
let district: District
let staff: Staff
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { name: 'Hillside' })
  staff = await aStaff(world, district)
  await theWorksOfDrafts(world)
})
afterAll(() => world.close())

const author = () => staff.author.ctx()
const copyOf = ({ slug, version }: AchievementVersion) => forkAchievement(author(), { slug, version })
/** The original says something else, under the next number. */
async function moved(source: AchievementVersion, version: string, competency: string): Promise<string> {
  const id = world.home.ports.newId()
  const { achievementId, language, title, summary, content } = source
  await insertVersion(ownerOf(world), {
    ...{ id, achievementId, version, language, title, summary, content: { ...content, version, competency } },
    ...{ digest: `uEi${id}`, sourceHash: id, publishedAt: world.clock.now() },
  })
  return id
}
const retired = (versionId: string) =>
  world.owner.query('update achievement_version set retired_at = $2 where id = $1', [versionId, world.clock.now()])
const newsOf = async (draftId: string, ctx = author()) => {
  const { mine, others } = await draftsPage(ctx)
  const line = [...mine, ...others].find(({ id }) => id === draftId)
  return line?.news.map(({ code, taken, newest, news, direct }) => ({ code, taken, newest, news, direct }))
}
const logged = async (draftId: string) => {
  const { rows } = await world.owner.query(
    `select body from log_entry where subject_id = $1 and type = 'achievement.sourceLookedAt' order by id`,
    [draftId],
  )
  return rows.map(({ body }) => `${body.version} ${body.news}`)
}

describe('an original that moves', () => {
  test('is news to those who adapted it until one of them has looked, and again when it moves again', async () => {
    const source = await anAchievement(world)
    const draft = await copyOf(source)
    expect(await newsOf(draft)).toEqual([])
    expect((await sourcesPage(author(), draft)).shown).toMatchObject({ news: null, comparison: null })
    const versionId = await moved(source, '1.1.0', 'The educator greets every student by name.')
    const line = { code: source.code, taken: '1.0.0', newest: '1.1.0', news: 'changed', direct: true }
    expect(await newsOf(draft)).toEqual([line])
    const { shown } = await sourcesPage(author(), draft)
    expect(shown?.comparison).toMatchObject({ from: '1.0.0', to: '1.1.0', fields: [{ field: 'competency' }] })

    const second = await acting(world, district, ['author'])
    await inviteAuthor(author(), draft, { personId: second.person.id, deed: 'invite', section: 'about' })
    const look = { versionId, news: 'changed' } as const
    await Promise.all([lookAtSource(author(), draft, look), lookAtSource(second.ctx(), draft, look)])
    await lookAtSource(author(), draft, look)
    expect(await logged(draft)).toEqual(['1.1.0 changed'])
    expect([await newsOf(draft), await newsOf(draft, second.ctx())]).toEqual([[], []])
    expect((await sourcesPage(author(), draft)).shown).toMatchObject({ looked: true, lookedVersion: '1.1.0' })

    await moved(source, '1.2.0', 'The educator greets each student by name, and counts.')
    expect(await newsOf(draft)).toEqual([{ ...line, newest: '1.2.0' }])
    await expect(lookAtSource(author(), draft, look)).rejects.toMatchObject({ because: 'source-moved' })
  })

  test('its own text is never touched', async () => {
    const source = await anAchievement(world)
    const draft = await copyOf(source)
    const words = async () =>
      (await world.owner.query('select content, revision from achievement_draft where id = $1', [draft])).rows[0]
    const before = await words()
    const versionId = await moved(source, '2.0.0', 'The educator greets nobody.')
    await lookAtSource(author(), draft, { versionId, news: 'changed' })
    expect(await words()).toEqual(before)
  })

  test('retired is said plainly, beside what changed before, and is news of its own', async () => {
    const source = await anAchievement(world)
    const draft = await copyOf(source)
    const versionId = await moved(source, '1.1.0', 'The educator greets.')
    await lookAtSource(author(), draft, { versionId, news: 'changed' })
    await expect(lookAtSource(author(), draft, { versionId, news: 'retired' })).rejects.toMatchObject({
      because: 'source-moved',
    })
    await retired(versionId)
    expect(await newsOf(draft)).toMatchObject([{ news: 'retired' }])
    expect((await sourcesPage(author(), draft)).shown).toMatchObject({
      news: 'retired',
      comparison: { from: '1.0.0', to: '1.1.0' },
    })
    await lookAtSource(author(), draft, { versionId, news: 'retired' })
    expect(await newsOf(draft)).toEqual([])
    expect(await logged(draft)).toEqual(['1.1.0 changed', '1.1.0 retired'])
  })

  test('what the original was adapted from is an original too; what is not public any more is none', async () => {
    const [first, source] = [await anAchievement(world), await anAchievement(world)]
    await world.owner.query(
      `insert into achievement_lineage (achievement_id, source_version_id, relation, changes) values ($1, $2, 'fork', 'Another door.')`,
      [source.achievementId, first.id],
    )
    const draft = await copyOf(source)
    await moved(first, '3.0.0', 'The educator waits at the door.')
    await moved(source, '1.0.1', 'The educator greets each one.')
    expect(await newsOf(draft)).toMatchObject([
      { code: source.code, direct: true, newest: '1.0.1' },
      { code: first.code, direct: false, newest: '3.0.0' },
    ])
    expect((await sourcesPage(author(), draft, first.slug)).shown).toMatchObject({ code: first.code })
    await world.owner.query(`update achievement set visibility = 'organization' where id = $1`, [source.achievementId])
    expect(await newsOf(draft)).toMatchObject([{ code: first.code }])
    expect((await sourcesPage(author(), draft, source.slug)).sources).toHaveLength(1)
  })

  test('is asked about for the texts that are shown alone', async () => {
    const [shown, other] = [await anAchievement(world), await anAchievement(world)]
    const [draft] = [await copyOf(shown), await copyOf(other)]
    await moved(shown, '1.0.5', 'The educator greets by name.')
    await moved(other, '1.0.5', 'The educator greets by name.')
    const asked = (draftIds: string[]) =>
      author().transact((tx) => listSourceNews(tx, author().scope, { draftIds, achievementIds: [] }))
    expect((await asked([draft])).map(({ code }) => code)).toEqual([shown.code])
    expect(await asked([])).toEqual([])
  })

  test('a draft that was put away hears of nothing', async () => {
    const source = await anAchievement(world)
    const draft = await copyOf(source)
    await moved(source, '1.1.0', 'The educator greets.')
    await discardDraft(author(), draft)
    expect(await newsOf(draft)).toBeUndefined()
    expect((await draftsPage(author())).published.filter(({ news }) => news.length > 0)).toEqual([])
  })
})

describe('who hears of it', () => {
  test('authors and quality leads of the organization alone; its authors say that they have looked', async () => {
    const source = await anAchievement(world)
    const draft = await copyOf(source)
    const versionId = await moved(source, '1.1.0', 'The educator greets.')
    const look = { versionId, news: 'changed' } as const
    const administrator = world.as({
      ...{ personId: staff.author.person.id, tenantId: district.tenantId },
      roles: ['organizationAdmin'],
    })
    expect(await newsOf(draft, administrator)).toEqual([])
    await expect(sourcesPage(administrator, draft)).rejects.toMatchObject({ because: 'role-needed' })
    const other = await acting(world, district, ['author'])
    expect(await newsOf(draft, other.ctx())).toHaveLength(1)
    await expect(lookAtSource(other.ctx(), draft, look)).rejects.toMatchObject({ because: 'not-your-draft' })
    const stranger = await acting(world, await aDistrict(world), ['author', 'qaLead'])
    await expect(sourcesPage(stranger.ctx(), draft)).rejects.toThrow('draft')
    await expect(lookAtSource(stranger.ctx(), draft, look)).rejects.toThrow('draft')
    await lookAtSource(staff.leads[0].ctx(), draft, look)
    expect(await newsOf(draft)).toEqual([])
  })
})

describe('a published adaptation', () => {
  test('hears of it on its row, its versions and its page, and goes on from there as a next version', async () => {
    const source = await anAchievement(world)
    const draft = await copyOf(source)
    const { achievementId } = await aPublication(staff, draft, { changes: 'Doors of a gymnasium, not of a class.' })
    await moved(source, '1.1.0', 'The educator greets each student by name.')
    const row = (await draftsPage(author())).published.find(({ id }) => id === achievementId)
    expect(row?.news).toMatchObject([{ code: source.code, newest: '1.1.0' }])
    expect((await versionsPage(author(), draft, {})).news).toHaveLength(1)

    const browser = browserOf(world, await signedIn(world, staff.author.person))
    const [drafts, versions] = [await browser.get('/author/drafts'), await browser.get(`/author/m/${draft}/versions`)]
    const page = `/author/m/${draft}/original`
    for (const { text } of [drafts, versions]) {
      expect(text).toContain(`href="${page}?of=${source.slug}"`)
      expect(text).toContain('The original has changed: 1.0.0 → 1.1.0')
    }
    const { text } = await browser.get(`${page}?of=${source.slug}`)
    expect(text).toContain('Begin a next version of your own text')
    expect(text).not.toMatch(/catalog\.[a-z]+\.|undefined|\[object|NaN/)
    const begun = await browser.post(`/author/m/${draft}/versions/begin`, { achievementId: achievementId ?? '' }, page)
    const next = begun.location?.split('/')[3] ?? ''
    expect(await newsOf(next)).toHaveLength(1)
    const beside = await browser.get(`/author/m/${next}/original`)
    expect(beside.text).toContain(`href="/author/m/${next}/edit?section=competency"`)
    const versionId = /name="versionId" value="([^"]+)"/.exec(beside.text)?.[1] ?? ''
    const said = await browser.post(`/author/m/${next}/original`, { versionId, news: 'changed' })
    expect([said.status, said.location]).toEqual([303, `/author/m/${next}/original`])
    expect((await browser.get('/author/drafts')).text).not.toContain('1.0.0 → 1.1.0')
    expect((await browser.get(`/author/m/${draft}/versions`)).text).not.toContain('1.0.0 → 1.1.0')
  })
})
