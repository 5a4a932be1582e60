import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { settleReadings } from './features/review/actions/decide.ts'
import { endConsent, withdrawConsent } from './features/submission/actions/consent.ts'
import { removePiece } from './features/submission/actions/evidence.ts'
import { entriesOf } from './features/submission/reads.ts'
import { standingOf } from './features/submission/rules/standing.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { aText } from './testing/factories/evidence.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { aReader, type Reader } from './testing/factories/reader.ts'
import {
  type Admitted,
  anAdmitted,
  aRetry,
  type LevelsById,
  pastUndo,
  readThrough,
  readTwice,
  take,
} from './testing/factories/review.ts'
import { aConsent, aDraft, aReadyDraft, aSubmittedAttempt, learning } from './testing/factories/submission.ts'
import { insistLinesLast } from './testing/lines-last.ts'
import { openWorld, type World } from './testing/world.ts'

let world: World
let district: District
let version: Awaited<ReturnType<typeof anAchievement>>
let readers: readonly [Reader, Reader]
beforeAll(async () => {
  world = await openWorld()
  await insistLinesLast(world)
  version = await anAchievement(world)
})
afterAll(() => world.close())
// Readers of their own for each, so that nothing else waits for them.
beforeEach(async () => {
  district = await aDistrict(world, { undoMinutes: 10 })
  await anOffering(world, district.tenantId, [version.achievementId])
  readers = [await aReader(world, district), await aReader(world, district, { school: 'East School' })]
})

const rowsOf = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows
const CONFIRMED = { confirmed: true } as const
async function aLearner(): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, district, { person, school: 'North School' })
  return person
}
async function withdraw(learner: Someone, consentId: string): Promise<void> {
  await withdrawConsent(learning(world, learner), consentId, CONFIRMED)
  await world.settle()
}
async function standingNow(submissionId: string) {
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  return standingOf(await ctx.transact((tx) => entriesOf(tx, district.tenantId, submissionId)))
}
const statusOf = async (id: string) => (await rowsOf('select status from submission where id = $1', id))[0]?.status
const piecesOf = (id: string) => rowsOf('select * from evidence where submission_id = $1 order by id', id)
const linesOf = (id: string, type: string) =>
  rowsOf('select body from log_entry where subject_id = $1 and type = $2 order by id', id, type)

const WORDS = 'Ava and Ben said why the door matters.'
/** Work at its readers: a text and a file, both of class C and under one statement. */
async function aClassUnderConsent() {
  const learner = await aLearner()
  const file = { name: 'class of Ms Lee.png', mediaType: 'image/png', bytes: Buffer.from(`picture ${learner.id}`) }
  const work = await anAdmitted(world, { district, learner, version, text: WORDS, file })
  await world.settle()
  const consentId = await aConsent(world, { learner, submissionId: work.submissionId })
  await rowsOf('update evidence set consent_id = $2 where submission_id = $1', work.submissionId, consentId)
  const keys = (await piecesOf(work.submissionId)).flatMap(({ blob_key }) => blob_key ?? [])
  expect(keys).toHaveLength(1)
  return { learner, work, consentId, key: String(keys[0]) }
}
async function expectErased({ submissionId }: Pick<Admitted, 'submissionId'>, key: string): Promise<void> {
  const pieces = await piecesOf(submissionId)
  expect(pieces).toHaveLength(2)
  for (const { name, body, url, blob_key, erased_at, sha256, class: cls } of pieces) {
    expect({ name, body, url, blob_key }).toEqual({ name: '', body: null, url: null, blob_key: null })
    expect(erased_at).not.toBeNull()
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(cls).toBe('C')
  }
  expect(await world.home.ports.blobs.size(key)).toBeNull()
}

describe('H-consent-withdrawn: after the award', () => {
  test('the evidence is erased, the credential stays, and the log says so without content', async () => {
    const { learner, work, consentId, key } = await aClassUnderConsent()
    await readTwice(
      world,
      work,
      readers.map((reader) => ({ reader, levels: {} })),
    )
    const credentials = () => rowsOf('select * from credential where learner_id = $1', learner.id)
    const [credential] = await credentials()
    const browser = browserOf(world, await signedIn(world, learner))
    const document = async () => browser.get(`/c/${credential.public_id}.json`)
    const before = await document()
    expect(before.status).toBe(200)
    await withdraw(learner, consentId)
    await expectErased(work, key)
    expect(await statusOf(work.submissionId)).toBe('earned')
    expect(await credentials()).toEqual([credential])
    expect(await document()).toMatchObject({ status: 200, text: before.text })
    expect((await browser.get(`/me/backpack/${credential.public_id}`)).status).toBe(200)
    const erased = await linesOf(work.submissionId, 'submission.evidenceErased')
    expect(new Set(erased.map(({ body }) => body.evidenceId))).toEqual(new Set(work.evidenceIds))
    for (const { body } of erased) expect(Object.keys(body).sort()).toEqual(['because', 'evidenceId'])
    expect(await linesOf(consentId, 'submission.consentWithdrawn')).toEqual([{ body: { consentId } }])
    const everything = JSON.stringify(await rowsOf('select * from log_entry where person_id = $1', learner.id))
    for (const word of ['Ava', 'Ms Lee', 'School office']) expect(everything).not.toContain(word)
  })

  test('the letter of a decision no longer quotes what was erased', async () => {
    const { learner, work, consentId } = await aClassUnderConsent()
    const levels: LevelsById = { C1: 'not_yet' }
    await readTwice(
      world,
      work,
      readers.map((reader) => ({ reader, levels })),
    )
    const browser = browserOf(world, await signedIn(world, learner))
    const letter = `/me/work/${work.submissionId}/decision/1`
    expect((await browser.get(letter)).text).toContain('note.txt')
    await withdraw(learner, consentId)
    const { status, text } = await browser.get(letter)
    expect(status).toBe(200)
    expect(text).toContain('a piece for R1 that is erased')
    expect(text).not.toMatch(/note\.txt|“Friday”/)
    expect(await statusOf(work.submissionId)).toBe('returned')
  })
})

describe('H-consent-withdrawn: while it is read', () => {
  test('the work comes back, no try is used, its readers lose it, and the next attempt is read afresh', async () => {
    const { learner, work, consentId, key } = await aClassUnderConsent()
    const held = (await take(world, readers[0])) ?? ''
    const desk = browserOf(world, await signedIn(world, readers[0]))
    expect((await desk.get(`/assess/read/${held}`)).status).toBe(200)
    const address = await rowsOf('select 1 from capability where blob_key = $1', key)
    expect(address.length).toBeGreaterThan(0)
    await withdraw(learner, consentId)
    await expectErased(work, key)
    expect(await rowsOf('select 1 from capability where blob_key = $1', key)).toEqual([])
    const gone = await desk.get(`/assess/read/${held}`)
    expect([gone.status, gone.text]).toEqual([409, expect.stringContaining('This work went back to its educator')])
    expect(await statusOf(work.submissionId)).toBe('draft')
    expect(await standingNow(work.submissionId)).toMatchObject({ status: 'draft', attemptsCounted: 0, attemptNo: 1 })
    const readings = await rowsOf('select distinct status from review where attempt_id = $1', work.attemptId)
    expect(readings).toEqual([{ status: 'cancelled' }])
    const browser = browserOf(world, await signedIn(world, learner))
    const { text } = await browser.get(`/me/work/${work.submissionId}/timeline`)
    expect(text).toContain('the work came back to you. No try is used.')
    await aRetry(world, work, { banked: [], text: 'Other evidence' })
    await world.settle()
    expect(await take(world, readers[0])).not.toBeNull()
    expect(await standingNow(work.submissionId)).toMatchObject({ attemptsCounted: 1, attemptNo: 2 })
  })

  test('readings that were in decide nothing any more, even when the next attempt is being read', async () => {
    const { learner, work, consentId } = await aClassUnderConsent()
    for (const reader of readers) {
      const reviewId = (await take(world, reader)) ?? ''
      await readThrough(world, reader, { reviewId, work, levels: {} })
    }
    // Within the ten seconds in which a reading can be taken back, so that nothing is decided yet.
    await withdraw(learner, consentId)
    await aRetry(world, work, { banked: [], text: 'Other evidence' })
    await pastUndo(world)
    expect(await rowsOf('select 1 from decision where submission_id = $1', work.submissionId)).toEqual([])
    expect(await statusOf(work.submissionId)).toBe('inReview')
  })

  test('decided in the moment before its status says so, the decision stands', async () => {
    const { learner, work, consentId } = await aClassUnderConsent()
    for (const reader of readers) {
      const reviewId = (await take(world, reader)) ?? ''
      await readThrough(world, reader, { reviewId, work, levels: {} })
    }
    world.clock.advance(11_000)
    const { submissionId, attemptId } = work
    const { tenantId } = district
    await settleReadings(world.as({ tenantId, system: 'test' }), { body: { attemptId } })
    expect(await statusOf(submissionId)).toBe('inReview')
    await withdrawConsent(learning(world, learner), consentId, CONFIRMED)
    await endConsent(world.as({ system: 'test' }), {
      body: { consentId, personId: learner.id, tenantId, submissionId },
    })
    await world.settle()
    expect(await statusOf(submissionId)).toBe('earned')
    expect(await linesOf(submissionId, 'submission.evidenceErased')).toHaveLength(2)
    expect(await linesOf(submissionId, 'submission.sentBack')).toEqual([])
  })

  test('in the ten minutes after sending, it is taken back; nothing comes of the check that was to follow', async () => {
    const learner = await aLearner()
    const submissionId = await aReadyDraft(world, { learner, version })
    const consentId = await aConsent(world, { learner, submissionId })
    await rowsOf('update evidence set consent_id = $2 where submission_id = $1', submissionId, consentId)
    await aSubmittedAttempt(world, { learner, version, submissionId })
    await withdraw(learner, consentId)
    expect(await statusOf(submissionId)).toBe('draft')
    world.clock.advance(11 * 60_000)
    await world.settle()
    expect(await statusOf(submissionId)).toBe('draft')
    expect(await standingNow(submissionId)).toMatchObject({ attemptsCounted: 0 })
  })
})

describe('H-consent-withdrawn: before sending, and who may', () => {
  async function aDraftUnderConsent() {
    const learner = await aLearner()
    const browser = browserOf(world, await signedIn(world, learner))
    const submissionId = await aDraft(world, { learner, version })
    const consentId = await aConsent(world, { learner, submissionId })
    const place = `/me/work/${submissionId}/requirements/R1`
    await browser.post(`${place}/text`, { body: aText() }, place)
    const [piece] = await piecesOf(submissionId)
    const answer = { evidenceId: piece.id, evidenceType: 'observation_notes', class: 'C', consentId }
    return { learner, browser, submissionId, consentId, place, answer }
  }

  test('by its page alone: what follows is said, a confirmation is asked, and then the piece is gone', async () => {
    const { browser, submissionId, consentId, place, answer } = await aDraftUnderConsent()
    await browser.post(`${place}/piece`, answer, place)
    expect((await browser.get('/me/work')).text).toContain('href="/me/consents"')
    const page = await browser.get('/me/consents')
    expect(page.text).toContain('School office, folder 4')
    expect(page.text).toContain('1 piece')
    const levels = [...page.text.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]))
    expect(Math.max(...levels.map((level, at) => level - (levels[at - 1] ?? 0)))).toBe(1)
    expect(page.text).toContain('Work you are still writing loses these pieces')
    expect(page.text).not.toContain('Decisions and credentials stand')
    const form = `/me/consents/${consentId}/withdraw`
    const asked = await browser.post(form, { of: consentId }, '/me/consents')
    expect(asked.status).toBe(422)
    expect(asked.text).toContain('Confirm that the pieces under this statement may be erased.')
    expect(await piecesOf(submissionId)).toHaveLength(1)
    const done = await browser.post(form, { of: consentId, confirmed: 'yes' }, '/me/consents')
    expect(done.location).toBe('/me/consents')
    await world.settle()
    expect(await piecesOf(submissionId)).toEqual([])
    const after = await browser.get('/me/consents')
    expect(after.text).toContain('Withdrawn on')
    expect(after.text).not.toContain('Withdraw and erase')
    expect((await browser.get(place)).text).not.toContain('School office, folder 4')
  })

  test('nothing comes under it any more', async () => {
    const { learner, browser, consentId, place, answer } = await aDraftUnderConsent()
    await withdraw(learner, consentId)
    expect((await browser.post(`${place}/piece`, answer, place)).status).toBe(404)
  })

  test('pressed twice, also at once, it is one line and one erasing', async () => {
    const { learner, browser, submissionId, consentId, place, answer } = await aDraftUnderConsent()
    await browser.post(`${place}/piece`, answer, place)
    const press = () => withdrawConsent(learning(world, learner), consentId, CONFIRMED)
    await Promise.all([press(), press(), press()])
    await world.settle()
    await press()
    await world.settle()
    expect(await linesOf(consentId, 'submission.consentWithdrawn')).toHaveLength(1)
    expect(await linesOf(submissionId, 'submission.evidenceErased')).toHaveLength(1)
  })

  test('somebody else finds no such statement and sees none of it', async () => {
    const { learner, consentId } = await aDraftUnderConsent()
    const stranger = browserOf(world, await signedIn(world, await aLearner()))
    const answer = await stranger.post(
      `/me/consents/${consentId}/withdraw`,
      { of: consentId, confirmed: 'yes' },
      '/me/work',
    )
    expect([403, 404]).toContain(answer.status)
    await expect(withdrawConsent(learning(world, await aLearner()), consentId, CONFIRMED)).rejects.toMatchObject({
      name: 'NotFound',
    })
    expect((await stranger.get('/me/consents')).text).toContain('You have stated no consent yet')
    const mine = browserOf(world, await signedIn(world, learner))
    expect((await mine.get('/me/consents')).text).not.toContain('Withdrawn on')
  })

  test('pieces under another statement stay, and a piece taken out before is forgotten too', async () => {
    const { learner, browser, submissionId, consentId, place, answer } = await aDraftUnderConsent()
    const other = await aConsent(world, { learner, submissionId })
    await browser.post(`${place}/piece`, { ...answer, consentId: other }, place)
    await withdraw(learner, consentId)
    expect(await piecesOf(submissionId)).toHaveLength(1)
    await removePiece(learning(world, learner), submissionId, answer.evidenceId)
    await withdraw(learner, other)
    expect(await piecesOf(submissionId)).toEqual([])
  })

  test('the page is whole in Spanish', async () => {
    const { browser } = await aDraftUnderConsent()
    browser.cookies.set('cairn-look', 'lang=es')
    const { text } = await browser.get('/me/consents')
    expect(text).toContain('Declaraciones de consentimiento')
    expect(text).not.toMatch(/>(submission|refusal|finding)\.[a-z]|undefined|\[object|NaN/)
  })
})
