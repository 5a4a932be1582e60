import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { acting, aRetirement } from '../../testing/factories/draft.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader } from '../../testing/factories/reader.ts'
import { anAdmitted, readTwice } from '../../testing/factories/review.ts'
import { aDraft, learning } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { lookAtDraft } from './actions/draft-life.ts'
import { withdrawSubmission } from './actions/moves.ts'
import { saveResponse } from './actions/responses.ts'
import { findOwnSubmission } from './reads.ts'

const DAY = 86_400_000
let world: World
let author: District
let elsewhere: District
let lead: Awaited<ReturnType<typeof acting>>
beforeAll(async () => {
  world = await openWorld()
  author = await aDistrict(world, { name: 'Lakeview', undoMinutes: 10 })
  elsewhere = await aDistrict(world, { undoMinutes: 10 })
  lead = await acting(world, author, ['qaLead'])
})
afterAll(() => world.close())

/** Written by Lakeview, offered by both. */
async function published(): Promise<AchievementVersion> {
  const version = await anAchievement(world)
  await world.owner.query('update achievement set creator_id = $2 where id = $1', [
    version.achievementId,
    author.tenantId,
  ])
  await anOffering(world, author.tenantId, [version.achievementId])
  await anOffering(world, elsewhere.tenantId, [version.achievementId])
  return version
}
async function aLearner(district = elsewhere, locale = 'en'): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, district, { person, school: 'North School' })
  await world.owner.query('update person set locale = $2 where id = $1', [person.id, locale])
  return person
}
const retired = ({ id }: AchievementVersion) => aRetirement(world, lead.ctx(), id)
async function afterDays(days: number): Promise<void> {
  world.clock.advance(days * DAY)
  await world.settle()
}
/** Letters about drafts and versions; that something was sent in is another matter. */
async function lettersTo({ id }: Someone): Promise<{ template: string; values: Record<string, string> }[]> {
  const { rows } = await world.owner.query(
    `select body ->> 'template' as template, body -> 'values' as values from outbox
     where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' ~ 'draftClos|version' order by id`,
    [id],
  )
  return rows.map(({ template, values }) => ({ template: template.replace('submission.', ''), values }))
}
const kindsTo = async (person: Someone) => (await lettersTo(person)).map(({ template }) => template)
async function statusOf(learner: Someone, id: string) {
  const ctx = learning(world, learner)
  return (await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, id)))?.status
}

test('everybody with open work is told once, in their language, and reminded twice before the last day', async () => {
  const version = await published()
  const [ana, ines] = [await aLearner(author), await aLearner(elsewhere, 'es')]
  const [work, other] = [
    await aDraft(world, { learner: ana, version }),
    await aDraft(world, { learner: ines, version }),
  ]
  await afterDays(10)
  await retired(version)
  await retired(version)
  expect(await lettersTo(ana)).toMatchObject([
    { template: 'versionRetired', values: { version: '1.0.0', day: 'Tuesday, April 13', stands: 'here' } },
  ])
  expect(await lettersTo(ines)).toMatchObject([{ template: 'versionRetired', values: { day: 'martes, 13 de abril' } }])
  const { rows } = await world.owner.query(
    "select text from mail_message where template = 'submission.versionRetired' and locale = 'es'",
  )
  expect(rows[0].text).toContain('Puedes enviarlo hasta el martes, 13 de abril.')

  await afterDays(149)
  // A day that was named holds, however long the draft rests; a change moves it no further.
  expect(await kindsTo(ana)).toEqual(['versionRetired'])
  await saveResponse(learning(world, ana), work, { promptId: 'O1', body: 'We greet at the door.', revision: 0 })
  await afterDays(1)
  expect(await kindsTo(ana)).toEqual(['versionRetired', 'versionCloses'])
  expect((await lettersTo(ana))[1]?.values.day).toBe('Tuesday, April 13')
  await saveResponse(learning(world, ana), work, { promptId: 'O1', body: 'We greet at each door.', revision: 1 })
  await afterDays(22)
  expect(await kindsTo(ana)).toHaveLength(2)
  await afterDays(1)
  expect(await kindsTo(ana)).toEqual(['versionRetired', 'versionCloses', 'versionCloses'])
  const office = world.as({ tenantId: author.tenantId, system: 'draft-life' })
  for (const _ of [1, 2]) await lookAtDraft(office, { body: { submissionId: work } })
  await world.settle()
  expect(await kindsTo(ana)).toHaveLength(3)
  await afterDays(7)
  expect(await statusOf(ana, work)).toBe('draft')
  await afterDays(1)
  for (const who of [ana, ines])
    expect(await kindsTo(who)).toEqual(['versionRetired', 'versionCloses', 'versionCloses', 'versionClosed'])
  expect(await statusOf(ines, other)).toBe('withdrawn')
  await afterDays(300)
  expect(await kindsTo(ines)).toHaveLength(4)
})

test('the last day stands at the work and on Today; a closed draft says how long it can be taken out', async () => {
  const version = await published()
  const learner = await aLearner()
  for (const _ of [1, 2, 3]) await aDraft(world, { learner, version: await published() })
  const id = await aDraft(world, { learner, version })
  await world.owner.query('update submission set last_edit_at = last_edit_at - $2::interval where id = $1', [
    id,
    '1 day',
  ])
  await retired(version)
  const browser = browserOf(world, await signedIn(world, learner))
  const last = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'America/Chicago' })
  const day = last.format(new Date(world.clock.now().getTime() + 180 * DAY))
  expect((await browser.get(`/me/work/${id}`)).text).toContain('Version 1.0.0 was retired')
  for (const path of [`/me/work/${id}`, '/me/work', '/me/today']) expect((await browser.get(path)).text).toContain(day)
  await afterDays(181)
  const again = browserOf(world, await signedIn(world, learner))
  const closed = (await again.get(`/me/work/${id}/timeline`)).text
  expect(closed).toContain('closed by itself')
  expect(closed).toContain('/me/settings#data')
  expect(closed).toContain(last.format(new Date(world.clock.now().getTime() + 30 * DAY)))
  await afterDays(31)
  const later = browserOf(world, await signedIn(world, learner))
  expect((await later.get(`/me/work/${id}/timeline`)).text).not.toContain('/me/settings#data')
})

test('nobody is reminded while readers have it; what comes back late is told at once, and stays while it may be questioned', async () => {
  const version = await published()
  const learner = await aLearner(author)
  const work = await anAdmitted(world, { district: author, learner, version })
  await retired(version)
  expect(await lettersTo(learner)).toMatchObject([{ template: 'versionRetired', values: { stands: 'reading' } }])
  const timeline = `/me/work/${work.submissionId}/timeline`
  expect((await browserOf(world, await signedIn(world, learner)).get(timeline)).text).toContain('Your readers go on')
  await afterDays(174)
  expect(await kindsTo(learner)).toEqual(['versionRetired'])
  const readings = [await aReader(world, author), await aReader(world, author)]
  await readTwice(
    world,
    work,
    readings.map((reader) => ({ reader, levels: { C1: 'not_yet' } })),
  )
  expect(await statusOf(learner, work.submissionId)).toBe('returned')
  expect(await kindsTo(learner)).toEqual(['versionRetired', 'versionCloses'])
  await afterDays(10)
  expect(await statusOf(learner, work.submissionId)).toBe('returned')
  await afterDays(20)
  expect(await kindsTo(learner)).toEqual(['versionRetired', 'versionCloses', 'versionClosed'])
  expect(await statusOf(learner, work.submissionId)).toBe('withdrawn')
})

test('what ended before, and work on another version, hears nothing', async () => {
  const [version, kept] = [await published(), await published()]
  const learner = await aLearner()
  const ended = await aDraft(world, { learner, version })
  await withdrawSubmission(learning(world, learner), ended)
  await aDraft(world, { learner, version: kept })
  await retired(version)
  await afterDays(149)
  expect(await kindsTo(learner)).toEqual([])
})
