import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement, aSoundFile } from '../../testing/factories/achievement.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import { type Admitted, pastUndo, readThrough, take } from '../../testing/factories/review.ts'
import { aDraft, aSubmittedAttempt, fillDraft, learning } from '../../testing/factories/submission.ts'
import { insistLinesLast } from '../../testing/lines-last.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { addText, answerPiece, removePiece } from './actions/evidence.ts'
import { keepText, sortItem } from './actions/inbox.ts'
import { listItems } from './reads/inbox.ts'
import { listEvidence } from './reads.ts'

let world: World
let district: District
let version: AchievementVersion
let readers: readonly [Reader, Reader]
let others: readonly [Reader, Reader]
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  await insistLinesLast(world)
  district = await aDistrict(world)
  version = await anAchievement(world, onAPracticeCase())
  await anOffering(world, district.tenantId, [version.achievementId])
  readers = [await aReader(world, district), await aReader(world, district)]
  others = [await aReader(world, district), await aReader(world, district)]
})
afterAll(() => world.close())

/** Three parts; readers of the second find it in its own criterion. */
function onAPracticeCase() {
  const file = aSoundFile()
  const [asked] = file.part2.requirements
  const [first, second, third] = file.rubric.criteria
  if (!(asked && first && second && third)) throw new Error('The file has lost a part')
  const parts = ['R1', 'R2', 'R3'].map((id) => ({
    ...{ ...asked, id, title: `Part ${id}` },
    indicators: [{ id: `${id}.a`, text: 'Each day has its minutes and a count beside it' }],
  }))
  const criteria = [first, { ...second, looksAt: ['R2.a'], mustHave: true }, { ...third, looksAt: ['R3.a', 'P1'] }]
  return {
    practiceCase: { kind: 'split-table', opensIn: 'R1', laterAfter: 'R2' } as const,
    part2: { requirements: parts },
    rubric: { ...file.rubric, criteria },
  }
}

async function aWork(name = 'Somebody') {
  const learner = await aPerson(world, { name })
  await join(world, district, { person: learner, school: 'North School' })
  const submissionId = await aDraft(world, { learner, version })
  const browser = browserOf(world, await signedIn(world, learner))
  return { learner, submissionId, browser, at: `/me/work/${submissionId}` }
}
type Work = Awaited<ReturnType<typeof aWork>>

async function piecesOf({ learner, submissionId }: Work) {
  const ctx = learning(world, learner).inTenant(district.tenantId)
  return ctx.transact((tx) => listEvidence(tx, ctx.scope, submissionId))
}
async function pieceOf(work: Work, part: string): Promise<string> {
  return (await piecesOf(work)).find(({ requirementId }) => requirementId === part)?.id ?? ''
}
const lock = ({ browser, at }: Work, confirmed = 'yes') =>
  browser.post(`${at}/practice/lock`, { confirmed }, `${at}/practice`)
const tableOf = async ({ browser, at }: Work) => (await browser.get(`${at}/practice.csv`)).text

async function aLockedWork(name?: string): Promise<Work> {
  const work = await aWork(name)
  await work.browser.post(`${work.at}/practice/open`, {}, `${work.at}/practice`)
  await fillDraft(world, { ...work, version, words: 'Friday' })
  expect((await lock(work)).status).toBe(303)
  return work
}

test('a case is offered in its first part, opened by a press, and the same each time', async () => {
  const work = await aWork()
  const { browser, at } = work
  expect((await browser.get(`${at}/requirements/R1`)).text).toContain(`href="${at}/practice"`)
  expect((await browser.get(`${at}/requirements/R2`)).text).not.toContain(`href="${at}/practice"`)
  expect((await browser.get(`${at}/practice.csv`)).status).toBe(404)
  expect((await browser.get(`${at}/practice`)).text).not.toContain('<table')

  const opened = await browser.post(`${at}/practice/open`, {}, `${at}/practice`)
  expect(opened.location).toContain(`${at}/practice`)
  const csv = await tableOf(work)
  expect(csv).toContain('Student,Course,Language at home,Attendance,Hour of the class,First result\r\n')
  const rows = csv.trim().split('\r\n').length - 1
  expect(rows).toBeGreaterThanOrEqual(60)
  const page = await browser.get(`${at}/practice`)
  expect(page.text.match(/<th scope="row"/g)).toHaveLength(rows)
  expect(page.text).not.toContain('Later result</th>')
  expect((await browser.get(`${at}/requirements/R3`)).text).toContain(
    'open on your practice case once you save and lock',
  )

  await browser.post(`${at}/practice/open`, {}, `${at}/practice`)
  expect(await tableOf(work)).toBe(csv)
  const { rows: lines } = await world.owner.query(
    `select 1 from log_entry where subject_id = $1 and type = 'submission.practiceOpened'`,
    [work.submissionId],
  )
  expect(lines).toHaveLength(1)
  const other = await aWork()
  await other.browser.post(`${other.at}/practice/open`, {}, `${other.at}/practice`)
  expect(await tableOf(other)).not.toBe(csv)
})

test('the second part is locked when it is finished and its holder says so; then the later results are there', async () => {
  const work = await aWork()
  const { browser, at, learner, submissionId } = work
  const me = learning(world, learner)
  await browser.post(`${at}/practice/open`, {}, `${at}/practice`)
  expect((await browser.get(`${at}/practice`)).text).toContain('still missing in')
  expect((await lock(work)).text).toContain('still missing in R2')
  await fillDraft(world, { learner, version, submissionId })
  const unsure = await lock(work, 'off')
  expect(unsure.status).toBe(422)
  expect(unsure.text).toContain('Check this box if the part is finished.')
  const before = await tableOf(work)

  expect((await lock(work)).status).toBe(303)
  expect((await lock(work)).status).toBe(303)
  const after = await tableOf(work)
  expect(after).toContain('First result,Later result\r\n')
  expect(after.split('\r\n').map((line) => line.split(',').slice(0, 6).join())).toEqual(before.split('\r\n'))

  const locked = { because: 'part-locked' }
  const piece = await pieceOf(work, 'R2')
  await expect(addText(me, submissionId, { requirementId: 'R2', body: 'One word more.' })).rejects.toMatchObject(locked)
  await expect(removePiece(me, submissionId, piece)).rejects.toMatchObject(locked)
  await keepText(me, { body: 'From the inbox.' })
  const [item] = await me.transact((tx) => listItems(tx, me.person))
  await expect(sortItem(me, { itemId: item?.id ?? '', submissionId, requirementId: 'R2' })).rejects.toMatchObject(
    locked,
  )
  const page = await browser.get(`${at}/requirements/R2`)
  expect(page.text).toContain('saved and locked')
  expect(page.text).not.toContain(`${at}/requirements/R2/text`)
  expect(page.text).not.toContain(`${at}/requirements/R2/remove`)
  // Who could be recognized in a piece can always be said.
  const said = { evidenceType: 'observation_notes', class: 'B', consentId: null, confirmed: true } as const
  await answerPiece(me, submissionId, { evidenceId: piece, ...said })
  await addText(me, submissionId, { requirementId: 'R3', body: 'The later table.' })
  expect((await piecesOf(work)).filter(({ requirementId }) => requirementId === 'R2')).toHaveLength(1)
})

test('a file that arrives after the lock waits in the inbox', async () => {
  const { browser, at, learner } = await aLockedWork()
  const form = new FormData()
  form.set('_csrf', await browser.token(`${at}/requirements/R1`))
  form.set('file', new File(['A late note.'], 'late.txt', { type: 'text/plain' }))
  const { cookie } = await signedIn(world, learner)
  const token = await browserOf(world, { cookie }).token(`${at}/requirements/R1`)
  form.set('_csrf', token)
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const url = new URL(`${at}/requirements/R2/file`, world.home.ports.baseUrl)
  expect((await world.app.request(url.href, { method: 'POST', body: form, headers })).status).toBe(303)
  const me = learning(world, learner)
  expect((await me.transact((tx) => listItems(tx, me.person))).map(({ name }) => name)).toContain('late.txt')
})

interface Reading {
  readonly by?: readonly [Reader, Reader]
  readonly levels?: Readonly<Record<string, string>>
  /** What the reader does before reading. */
  readonly look?: (reader: Someone, reviewId: string) => Promise<void>
}
async function readBoth(work: Work, { by = readers, levels = {}, look }: Reading) {
  const evidenceIds = [await pieceOf(work, 'R2')]
  for (const reader of by) {
    const reviewId = (await take(world, reader)) ?? ''
    await look?.(reader, reviewId)
    await readThrough(world, reader, { reviewId, levels, work: { ...work, evidenceIds } as unknown as Admitted })
  }
  await pastUndo(world)
}

test('readers see the same tables and nobody behind them; sent back on the second part, it opens; earned, the credential says so', async () => {
  const work = await aLockedWork('Quilla Marrow')
  const { browser, at, learner, submissionId } = work
  const table = await tableOf(work)
  await aSubmittedAttempt(world, { learner, version, submissionId })
  await world.settle()
  const look = async (reader: Someone, id: string) => {
    const desk = browserOf(world, await signedIn(world, reader))
    expect((await desk.get(`/assess/read/${id}`)).text).toContain(`href="/assess/practice-case/${id}"`)
    const page = await desk.get(`/assess/practice-case/${id}`)
    expect(page.text).toContain('Later result')
    expect(page.text).not.toMatch(new RegExp(`Quilla|Marrow|North School|${submissionId}|${learner.id}`))
    expect((await desk.get(`/assess/practice-case/${id}/table.csv`)).text).toBe(table)
    const other = readers.find((each) => each.id !== reader.id) as Reader
    const stranger = browserOf(world, await signedIn(world, other))
    expect((await stranger.get(`/assess/practice-case/${id}`)).status).toBe(404)
  }
  await readBoth(work, { levels: { C2: 'not_yet' }, look })

  const again = await browser.get(`${at}/requirements/R2`)
  expect(again.text).toContain('This part is open again')
  expect(await tableOf(work)).toBe(table)
  const me = learning(world, learner)
  await removePiece(me, submissionId, await pieceOf(work, 'R2'))
  const evidenceId = await addText(me, submissionId, { requirementId: 'R2', body: 'Mended, with the count of Friday.' })
  await answerPiece(me, submissionId, {
    ...{ evidenceId, evidenceType: 'observation_notes', class: 'A', consentId: null, confirmed: true },
  })
  await aSubmittedAttempt(world, { learner, version, submissionId })
  await world.settle()
  await readBoth(work, { by: others })
  const { rows } = await world.owner.query('select signed_bytes, public_id from credential where submission_id = $1', [
    submissionId,
  ])
  const { evidence } = JSON.parse(rows[0].signed_bytes.toString()) as { evidence: { narrative: string }[] }
  for (const { narrative } of evidence)
    expect(narrative).toMatch(/^Shown on a practice case: invented students, made for this submission\. /)
  await world.owner.query(`update credential set visibility = 'link' where submission_id = $1`, [submissionId])
  expect((await browser.get(`/c/${rows[0].public_id}`)).text).toContain('Shown on a practice case')
})

test('work on own results says nothing of it, and its readers have no such page', async () => {
  const work = await aWork()
  const { learner, submissionId } = work
  await fillDraft(world, { learner, version, submissionId, words: 'Friday' })
  await aSubmittedAttempt(world, { learner, version, submissionId })
  await world.settle()
  const look = async (reader: Someone, id: string) => {
    const desk = browserOf(world, await signedIn(world, reader))
    expect((await desk.get(`/assess/read/${id}`)).text).not.toContain('/assess/practice-case/')
    expect((await desk.get(`/assess/practice-case/${id}`)).status).toBe(404)
  }
  await readBoth(work, { by: others, look })
  const { rows } = await world.owner.query('select signed_bytes from credential where submission_id = $1', [
    submissionId,
  ])
  expect(rows[0].signed_bytes.toString()).not.toContain('practice case')
})
