import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { announceUpload } from './features/submission/actions/announce-upload.ts'
import { addText, answerPiece } from './features/submission/actions/evidence.ts'
import { keepItem, keepText } from './features/submission/actions/inbox.ts'
import { arrivalPath } from './platform/uploads.ts'
import { retain } from './retention.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { aText } from './testing/factories/evidence.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { anAdmitted } from './testing/factories/review.ts'
import { aConsent, aDraft, learning } from './testing/factories/submission.ts'
import { openWorld, type World } from './testing/world.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
let world: World
let district: District
let version: Awaited<ReturnType<typeof anAchievement>>
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  version = await anAchievement(world)
  await anOffering(world, district.tenantId, [version.achievementId])
})
afterAll(() => world.close())
// As on a site that is running: hour by hour, so that no clock jumps.
beforeEach(() => run())

async function run(): Promise<void> {
  world.clock.advance(HOUR)
  await retain(world.home)
  await world.settle()
}
async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day++) {
    world.clock.advance(23 * HOUR)
    await run()
  }
}
async function aLearner(): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, district, { person, school: 'North School' })
  return person
}
const rowsOf = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows
async function lettersTo({ id }: Someone) {
  const rows = await rowsOf(
    `select body ->> 'template' as template, body -> 'values' as values from outbox
     where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' = 'submission.inboxCloses' order by id`,
    id,
  )
  return rows.map(({ values }) => values)
}
const linesOf = (type: string, subject: string) =>
  rowsOf('select body from log_entry where type = $1 and subject_id = $2', type, subject)

/** Something unsorted that is already old, with bytes in the store. */
async function anOldItem(person: Someone, daysLeft: number, text = 'A note') {
  const ctx = learning(world, person)
  async function* once() {
    yield Buffer.from(text)
  }
  const { key, sha256, bytes } = await ctx.blobs.put(`person/${person.id}`, once())
  const piece = { kind: 'file', name: 'note.txt', mediaType: 'text/plain', bytes, sha256, blobKey: key } as const
  const more = { body: null, url: null, captured: {}, facts: {} }
  const id = await ctx.transact((tx) => keepItem(ctx, tx, { piece: { ...piece, ...more } }))
  const expiresAt = new Date(world.clock.now().getTime() + daysLeft * DAY)
  await rowsOf('update inbox_item set expires_at = $2 where id = $1', id, expiresAt)
  return { id, key }
}
const has = async (id: string) => (await rowsOf('select 1 from inbox_item where id = $1', id)).length === 1

/** Work that ended at that moment, with one frozen piece of that class. */
async function anEndedWork(learner: Someone, { cls, endedDaysAgo }: { cls: 'A' | 'B' | 'C'; endedDaysAgo: number }) {
  const file = { name: 'class.txt', mediaType: 'text/plain', bytes: Buffer.from(`what ${learner.id} sent`) }
  const work = await anAdmitted(world, { district, learner, version, file })
  const [text = '', id = ''] = work.evidenceIds
  await world.owner.query('alter table evidence disable trigger keep_frozen')
  await rowsOf('update evidence set class = $2 where submission_id = $1', work.submissionId, cls)
  await world.owner.query('alter table evidence enable trigger keep_frozen')
  const closedAt = new Date(world.clock.now().getTime() - endedDaysAgo * DAY)
  await rowsOf(`update submission set status = 'earned', closed_at = $2 where id = $1`, work.submissionId, closedAt)
  await world.settle()
  const piece = async (of = id) => (await rowsOf('select * from evidence where id = $1', of))[0]
  return { ...work, id, text, piece, key: (await piece()).blob_key as string }
}

describe('H-retention-job-faults: what is kept long enough goes, once, and nothing earlier', () => {
  test('an unsorted thing is spoken of twice and goes on its day, with its bytes; a line says so without its words', async () => {
    const person = await aLearner()
    const { id, key } = await anOldItem(person, 31)
    await run()
    expect(await lettersTo(person)).toEqual([])
    await days(1)
    expect(await lettersTo(person)).toHaveLength(1)
    await days(22)
    expect(await lettersTo(person)).toHaveLength(1)
    await days(2)
    expect(await lettersTo(person)).toHaveLength(2)
    await days(5)
    expect(await has(id)).toBe(true)
    await days(2)
    expect(await has(id)).toBe(false)
    expect(await world.home.ports.blobs.size(key)).toBeNull()
    // The first letter is itself over thirty days old by now.
    expect(await lettersTo(person)).toHaveLength(1)
    expect(await linesOf('submission.itemErased', id)).toEqual([{ body: { itemId: id } }])
  })

  test('a job that was away for months says the word first and gives seven days', async () => {
    const person = await aLearner()
    const { id } = await anOldItem(person, -100)
    await run()
    const [said] = await lettersTo(person)
    expect(said).toMatchObject({ count: 1 })
    await days(6)
    expect(await has(id)).toBe(true)
    await days(2)
    expect(await has(id)).toBe(false)
  })

  test('what was sorted, changed nothing or has time left stays', async () => {
    const person = await aLearner()
    await keepText(learning(world, person), { body: 'Still fresh', caption: '' })
    const sorted = await anOldItem(person, -100, 'Sorted')
    await rowsOf('update inbox_item set sorted_at = now() where id = $1', sorted.id)
    await days(9)
    expect(await has(sorted.id)).toBe(true)
    expect(await world.home.ports.blobs.size(sorted.key)).toBeGreaterThan(0)
    expect(await rowsOf('select 1 from inbox_item where person_id = $1', person.id)).toHaveLength(2)
    expect(await lettersTo(person)).toEqual([])
  })

  test('the clock jumps a year ahead: nothing is erased, the operator sees it, and set right it goes on after two days', async () => {
    const person = await aLearner()
    const operator = await aPerson(world, { platformAdmin: true })
    const { id } = await anOldItem(person, 100)
    const ended = await anEndedWork(await aLearner(), { cls: 'C', endedDaysAgo: 10 })
    const before = world.clock.now()
    world.clock.advance(365 * DAY)
    await run()
    await run()
    expect(await has(id)).toBe(true)
    expect((await ended.piece()).erased_at).toBeNull()
    expect(await linesOf('site.retentionHeld', 'retention')).toHaveLength(1)
    const admin = browserOf(world, await signedIn(world, operator))
    const told = 'If the clock of this machine jumped'
    expect((await admin.get('/admin')).text.includes(told)).toBe(true)
    world.clock.set(before)
    await days(3)
    expect(await has(id)).toBe(true)
    expect((await ended.piece()).erased_at).toBeNull()
    expect(await lettersTo(person)).toEqual([])
    const later = browserOf(world, await signedIn(world, operator))
    expect((await later.get('/admin')).text.includes(told)).toBe(false)
  })

  test('an upload nobody ended goes after its week, with what had come of it', async () => {
    const person = await aLearner()
    const ctx = learning(world, person)
    const id = await announceUpload(ctx, { name: 'film.mp4', bytes: 1_000, sha256: null, place: null })
    mkdirSync(ctx.blobs.arriving, { recursive: true })
    const path = arrivalPath(ctx.blobs.arriving, id)
    writeFileSync(path, 'the first half')
    await days(6)
    expect(existsSync(path)).toBe(true)
    await days(2)
    expect(existsSync(path)).toBe(false)
    expect(await rowsOf('select 1 from upload where id = $1', id)).toEqual([])
  })

  test('one that cannot be erased keeps nobody else’s, shows on the operator’s page after two days, and goes when it can', async () => {
    const person = await aLearner()
    const operator = await aPerson(world, { platformAdmin: true })
    const ctx = learning(world, person)
    const announce = () => announceUpload(ctx, { name: 'film.mp4', bytes: 1_000, sha256: null, place: null })
    const [stuck, other] = [await announce(), await announce()]
    const path = arrivalPath(ctx.blobs.arriving, stuck)
    mkdirSync(path)
    await days(8)
    const left = () => rowsOf('select id from upload where person_id = $1', person.id)
    expect(await left()).toEqual([{ id: stuck }])
    expect(other).not.toBe(stuck)
    await days(2)
    const seen = async () => {
      const { text } = await browserOf(world, await signedIn(world, operator)).get('/admin')
      return text.includes('something that should be gone is still there')
    }
    expect(await seen()).toBe(true)
    rmdirSync(path)
    await run()
    expect(await left()).toEqual([])
    expect(await seen()).toBe(false)
  })

  test('class C goes 120 days after the end, class B after a year, class A stays; digest, class and size stay of all', async () => {
    const learner = await aLearner()
    const c = await anEndedWork(learner, { cls: 'C', endedDaysAgo: 119 })
    const [b, a] = [
      await anEndedWork(await aLearner(), { cls: 'B', endedDaysAgo: 364 }),
      await anEndedWork(await aLearner(), { cls: 'A', endedDaysAgo: 2_000 }),
    ]
    const before = await c.piece()
    await run()
    for (const work of [a, b, c]) expect((await work.piece()).erased_at).toBeNull()
    await days(2)
    expect((await a.piece()).erased_at).toBeNull()
    for (const work of [b, c]) {
      expect(await work.piece()).toMatchObject({ name: '', blob_key: null, body: null, url: null, facts: {} })
      expect(await world.home.ports.blobs.size(work.key)).toBeNull()
      expect(await linesOf('submission.evidenceErased', work.submissionId)).toHaveLength(2)
    }
    const { sha256, bytes, class: cls, requirement_id, media_type } = before
    expect(await c.piece()).toMatchObject({ sha256, bytes, class: cls, requirement_id, media_type })
    expect(JSON.stringify(await c.piece(c.text))).not.toContain('Monday')
    expect(await world.home.ports.blobs.size(a.key)).toBeGreaterThan(0)
    const [ran] = await rowsOf(`select body from log_entry where type = 'site.retentionRan' order by id desc limit 1`)
    expect(ran.body).toMatchObject({ evidence: 4 })
  })

  test('cut off in the middle, it is whole after the next run, and each piece has one line', async () => {
    const works = [
      await anEndedWork(await aLearner(), { cls: 'C', endedDaysAgo: 200 }),
      await anEndedWork(await aLearner(), { cls: 'C', endedDaysAgo: 200 }),
    ]
    const blocker = await world.owner.connect()
    await blocker.query('begin')
    await blocker.query('select 1 from submission where id = $1 for update', [works[1]?.submissionId])
    world.clock.advance(HOUR)
    const cut = retain(world.home).catch((error: unknown) => error)
    await expect
      .poll(async () => (await rowsOf(`select pid from pg_stat_activity where wait_event_type = 'Lock'`)).length)
      .toBeGreaterThan(0)
    await rowsOf(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like '%gate%'`,
    )
    await cut
    await blocker.query('rollback')
    blocker.release()
    await run()
    await run()
    for (const { submissionId, piece } of works) {
      expect((await piece()).erased_at).not.toBeNull()
      expect(await linesOf('submission.evidenceErased', submissionId)).toHaveLength(2)
    }
  })

  test('two processes at one moment erase once', async () => {
    const work = await anEndedWork(await aLearner(), { cls: 'C', endedDaysAgo: 200 })
    world.clock.advance(HOUR)
    await Promise.all([retain(world.home), retain(world.home), retain(world.home)])
    expect(await linesOf('submission.evidenceErased', work.submissionId)).toHaveLength(2)
  })

  test('what was never sent in goes thirty days after the draft closed; a statement of consent three years after its evidence', async () => {
    const learner = await aLearner()
    const submissionId = await aDraft(world, { learner, version })
    const consentId = await aConsent(world, { learner, submissionId })
    const ctx = learning(world, learner)
    const evidenceId = await addText(ctx, submissionId, { requirementId: 'R1', body: aText() })
    await answerPiece(ctx, submissionId, {
      evidenceId,
      evidenceType: 'observation_notes',
      class: 'C',
      consentId,
      confirmed: true,
    })
    const left = async () => (await rowsOf('select 1 from evidence where submission_id = $1', submissionId)).length
    const closedAt = (daysAgo: number) => new Date(world.clock.now().getTime() - daysAgo * DAY)
    const close = `update submission set status = 'withdrawn', closed_at = $2 where id = $1`
    await rowsOf(close, submissionId, closedAt(29))
    await run()
    expect(await left()).toBe(1)
    await rowsOf(close, submissionId, closedAt(30))
    await run()
    expect(await left()).toBe(0)
    const stated = async () => (await rowsOf('select 1 from consent where id = $1', consentId)).length
    expect(await stated()).toBe(1)
    await rowsOf('update consent set created_at = $2 where id = $1', consentId, closedAt(3 * 365 + 1))
    await run()
    expect(await stated()).toBe(0)
  })

  test('words nobody was sent go thirty days after the work ended; what was sent in stays, and its draft', async () => {
    const learner = await aLearner()
    const sent = await anAdmitted(world, { district, learner, version, answer: 'Sent in as it stands.' })
    const never = await aDraft(world, { learner: await aLearner(), version })
    const write = `insert into submission_response (tenant_id, submission_id, learner_id, prompt_id, body, words, saved_at)
      select tenant_id, id, learner_id, $2, $3, 3, now() from submission where id = $1`
    await rowsOf(write, sent.submissionId, 'O1', 'Sent in as it stands.')
    await rowsOf(write, sent.submissionId, 'P1', 'Thought of later.')
    await rowsOf(write, never, 'P1', 'Nobody was sent this.')
    const close = (daysAgo: number) =>
      rowsOf(
        `update submission set status = 'withdrawn', closed_at = $1, ai_tools = 'A chat' where id = any ($2)`,
        new Date(world.clock.now().getTime() - daysAgo * DAY),
        [sent.submissionId, never],
      )
    const left = async () =>
      (
        await rowsOf('select body from submission_response where submission_id = any ($1) order by body', [
          sent.submissionId,
          never,
        ])
      ).map(({ body }) => body)
    await close(29)
    await run()
    expect(await left()).toHaveLength(3)
    await close(30)
    await run()
    await run()
    expect(await left()).toEqual(['Sent in as it stands.'])
    const tools = async (id: string) => (await rowsOf('select ai_tools from submission where id = $1', id))[0]?.ai_tools
    expect([await tools(sent.submissionId), await tools(never)]).toEqual(['A chat', ''])
    expect(await rowsOf('select body from attempt_response where attempt_id = $1', sent.attemptId)).toEqual([
      { body: 'Sent in as it stands.' },
    ])
    expect(await linesOf('submission.wordsErased', sent.submissionId)).toEqual([{ body: { words: 1 } }])
    expect(await linesOf('submission.wordsErased', never)).toEqual([{ body: { words: 2 } }])
  })

  test('sessions, invitations and letters go thirty days after their end; what still counts stays', async () => {
    const person = await aPerson(world)
    await signedIn(world, person)
    await rowsOf(`update session set expires_at = $2 where person_id = $1`, person.id, world.clock.now())
    const late = new Date(world.clock.now().getTime() - 31 * DAY)
    const mail = world.home.ports.newId()
    await rowsOf(
      `insert into mail_message (id, address, template, locale, subject, text, state, created_at) values ($1, 'a@b.example', 't', 'en', 's', 'words', 'shown', $2)`,
      mail,
      late,
    )
    const { rows: done } = await world.owner.query(
      `update outbox set done_at = $1 where id = (select id from outbox where state = 'done' limit 1) returning id`,
      [late],
    )
    await run()
    const sessions = () => rowsOf('select 1 from session where person_id = $1', person.id)
    expect(await sessions()).toHaveLength(1)
    expect(await rowsOf('select 1 from mail_message where id = $1', mail)).toEqual([])
    expect(await rowsOf('select 1 from outbox where id = $1', done[0].id)).toEqual([])
    await days(31)
    expect(await sessions()).toEqual([])
  })
})
