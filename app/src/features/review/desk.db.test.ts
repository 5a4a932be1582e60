import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planFailpoints } from '../../platform/failpoint.ts'
import { historyOf } from '../../platform/log.ts'
import { anAchievement, aSoundFile } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import {
  type Admitted,
  anAdmitted,
  aScore,
  pastUndo,
  readThrough,
  readTwice,
  take,
} from '../../testing/factories/review.ts'
import { insistLinesLast } from '../../testing/lines-last.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import { raiseAltered, settleFlag } from './actions/altered.ts'
import { takeAgain } from './actions/claim.ts'
import { saveSheet } from './actions/save.ts'
import { submitReading, undoReading } from './actions/submit.ts'
import { findCurrentDecision } from './reads/decisions.ts'
import { findReview } from './reads/reviews.ts'
import { readingDesk, readingPacket } from './views/desk.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await insistLinesLast(world)
})
afterAll(() => world.close())

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

/** A person at a browser. */
async function browser(person: Someone) {
  const { cookie } = await signedIn(world, person)
  const headers = { cookie, accept: 'text/html', origin: BASE_URL }
  const get = (path: string) => world.app.request(BASE_URL + path, { headers })
  const post = async (path: string, fields: Record<string, string>, page = path) => {
    const csrf = /name="_csrf" value="([^"]+)"/.exec(await (await get(page)).text())?.[1] ?? ''
    const body = new URLSearchParams({ _csrf: csrf, ...fields })
    return world.app.request(BASE_URL + path, { method: 'POST', headers, body })
  }
  const send = (method: string, path: string, json: unknown) =>
    world.app.request(BASE_URL + path, {
      method,
      headers: { cookie, origin: BASE_URL, accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(json),
    })
  return { get, post, send }
}

type Guide = ReturnType<typeof aSoundFile>['rubric']
/** Its first criterion names a part by its code. */
function namingR1({ criteria: [first, ...others], ...rubric }: Guide): Guide {
  if (!first) throw new Error('A rubric has criteria')
  const descriptors = { ...first.descriptors, demonstrated: 'All rows of R1 are counted, each on a day of its own.' }
  return { ...rubric, criteria: [{ ...first, descriptors }, ...others] }
}

interface Scene {
  district: District
  learner: Someone
  work: Admitted
  ana: Reader
  sam: Reader
}
async function scene(
  given: { learner?: string; file?: boolean; school?: string; bytes?: Buffer } = {},
): Promise<Scene> {
  const district = await aDistrict(
    world,
    given.school ? { schools: [given.school, 'South School', 'East School'] } : {},
  )
  const learner = await aPerson(world, given.learner ? { name: given.learner } : {})
  await join(world, district, { person: learner, school: given.school ?? 'North School' })
  const work = await anAdmitted(world, {
    district,
    learner,
    version: await anAchievement(world, { rubric: namingR1(aSoundFile().rubric) }),
    answer: `I am ${learner.name} and I teach at ${given.school ?? 'North School'}.`,
    ...(given.file ? { file: { name: 'zquux-log.png', mediaType: 'image/png', bytes: given.bytes ?? PICTURE } } : {}),
  })
  await world.settle()
  const ana = await aReader(world, district, { name: 'Xaviera Frobnik', school: 'South School' })
  const sam = await aReader(world, district, { name: 'Yolanda Grault', school: 'East School' })
  return { district, learner, work, ana, sam }
}

const versionOf = async ({ ctx }: Reader, reviewId: string) =>
  (await ctx.transact((tx) => findReview(tx, ctx.scope, reviewId)))?.version ?? 0
const linesOf = ({ ana, work }: Scene) =>
  ana.ctx.transact((tx) => historyOf(tx, ana.ctx.scope.tenantId, work.submissionId))

function sheetFields(work: Admitted, version: number, levels: Record<string, string>): Record<string, string> {
  const fields: Record<string, string> = { version: String(version), submitKey: world.home.ports.newId(), overall: '' }
  for (const [id, level] of Object.entries(levels)) {
    const { comment, missing, nextStep } = aScore(id, level, '')
    Object.assign(fields, {
      [`scores.${id}.levelId`]: level,
      [`scores.${id}.confidence`]: '3',
      [`scores.${id}.comment`]: comment,
      [`scores.${id}.missing`]: missing,
      [`scores.${id}.nextStep`]: nextStep,
      [`scores.${id}.anchors.0.place`]: level === 'not_yet' ? `evidence:${work.evidenceIds[0]}` : '',
      [`scores.${id}.anchors.0.at`]: 'p. 2',
    })
  }
  return fields
}
const ALL_MET = { C1: 'demonstrated', C2: 'demonstrated', C3: 'exemplary' }

describe('the desk as a plain form', () => {
  test('from the queue to a reading that is sent, without a script', async () => {
    const here = await scene()
    const at = await browser(here.ana)
    const queue = await (await at.get('/assess/queue')).text()
    expect(queue).toContain('Start reading')
    const claimKey = /name="claimKey" value="([^"]+)"/.exec(queue)?.[1] ?? ''
    const claimed = await at.post('/assess/queue', { lane: 'readings', claimKey })
    const desk = claimed.headers.get('location') ?? ''
    expect(desk).toMatch(/^\/assess\/read\//)
    expect(await (await at.get(desk)).text()).toContain(
      'All rows of <a href="#requirement-R1">R1</a> are counted, each',
    )
    const sent = await at.post(desk, { ...sheetFields(here.work, 1, { ...ALL_MET, C2: 'not_yet' }), intent: 'submit' })
    expect(sent.status).toBe(303)
    const after = await (await at.get(sent.headers.get('location') ?? '')).text()
    expect(after).toContain('Sent.')
    expect(after).toContain('Undo')
    const kept = await world.owner.query(
      `select criterion_id, level_id, anchors from score where account_id = $1 order by 1`,
      [here.ana.id],
    )
    expect(kept.rows[1]).toEqual({
      criterion_id: 'C2',
      level_id: 'not_yet',
      anchors: [{ kind: 'page', evidenceId: here.work.evidenceIds[0], page: 2 }],
    })
  })

  test('what is missing is named field by field; what was typed is saved all the same', async () => {
    const here = await scene()
    const at = await browser(here.ana)
    const reviewId = (await take(world, here.ana)) ?? ''
    const path = `/assess/read/${reviewId}`
    const fields = {
      ...sheetFields(here.work, 1, { C1: 'not_yet' }),
      'scores.C1.missing': 'Too short.',
      'scores.C1.nextStep': '',
    }
    const half = await at.post(path, { ...fields, intent: 'submit' })
    expect(half.status).toBe(422)
    const page = await half.text()
    expect(page).toContain('Greetings on five days: Choose a level.')
    expect(page).toContain('Too short.')
    const full = sheetFields(here.work, 2, { C1: 'not_yet', C2: 'demonstrated', C3: 'demonstrated' })
    const lint = await at.post(path, {
      ...full,
      'scores.C1.missing': 'Obviously you are lazy.',
      'scores.C1.nextStep': '',
      'scores.C1.anchors.0.place': '',
      intent: 'submit',
    })
    expect(lint.status).toBe(422)
    const words = await lint.text()
    for (const sentence of [
      'at least 40 words',
      'Say where in the work',
      'one next step, in eight words',
      'Speak about the work',
    ])
      expect(words).toContain(sentence)
    expect((await readingDesk(here.ana.ctx, reviewId)) as object).toMatchObject({ packet: { version: 3 } })
    const named = await at.post(path, {
      ...sheetFields(here.work, 3, ALL_MET),
      'scores.C1.comment': `Well done ${here.learner.name}`,
      intent: 'submit',
    })
    expect(await named.text()).toContain('This names a person or a school')
  })

  test('two windows: the later save of an older version is told so and loses nothing', async () => {
    const here = await scene()
    const at = await browser(here.ana)
    const reviewId = (await take(world, here.ana)) ?? ''
    const score = aScore('C1', 'demonstrated', '')
    const put = (version: number, comment: string) =>
      at.send('PUT', `/api/v1/reviews/${reviewId}/scores`, { version, scores: [{ ...score, comment }], overall: '' })
    expect((await put(1, 'Typed in this window')).status).toBe(200)
    const late = await put(1, 'Typed in the other window')
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({ code: 'stale' })
    const form = await at.post(`/assess/read/${reviewId}`, {
      ...sheetFields(here.work, 1, ALL_MET),
      'scores.C1.comment': 'Typed in the other window',
      intent: 'save',
    })
    expect(form.status).toBe(409)
    const page = await form.text()
    expect(page).toContain('Typed in the other window')
    expect(page).toContain('name="version" value="2"')
  })

  test('an anchor into another portfolio, an unknown criterion and an unknown level are refused', async () => {
    const here = await scene()
    const at = await browser(here.ana)
    const reviewId = (await take(world, here.ana)) ?? ''
    const put = (score: object) =>
      at.send('PUT', `/api/v1/reviews/${reviewId}/scores`, { version: 1, scores: [score], overall: '' })
    const score = aScore('C1', 'demonstrated', '')
    const elsewhere = { ...score, anchors: [{ kind: 'page', evidenceId: world.home.ports.newId(), page: 1 }] }
    expect(await (await put(elsewhere)).json()).toMatchObject({ code: 'anchor-elsewhere' })
    expect(await (await put({ ...score, criterionId: 'C9' })).json()).toMatchObject({ code: 'not-asked' })
    expect(await (await put({ ...score, levelId: 'splendid' })).json()).toMatchObject({ code: 'level-unknown' })
  })
})

describe('E-blind-review-leaks', () => {
  const LEARNER = [
    'Quuxalina',
    'Zweibrunn',
    'Canary Hill School',
    'zquux',
    'attemptNo',
    'attempt_no',
    'submissionId',
    'learner',
  ]

  async function leaksOf(response: Response, words: readonly string[]): Promise<string[]> {
    const all = `${JSON.stringify([...response.headers])} ${await response.text()}`
    return words.filter((word) => all.toLowerCase().includes(word.toLowerCase()))
  }

  test('nothing of the learner reaches either reader: pages, data, addresses, file names, headers, mail', async () => {
    const here = await scene({ learner: 'Quuxalina Zweibrunn', school: 'Canary Hill School', file: true })
    const { email, id } = here.learner
    const words = [...LEARNER, email, id, here.work.submissionId, here.work.attemptId]
    for (const reader of [here.ana, here.sam]) {
      const at = await browser(reader)
      const reviewId = (await take(world, reader)) ?? ''
      for (const path of [
        '/assess/queue',
        `/assess/read/${reviewId}`,
        `/api/v1/reviews/${reviewId}/packet`,
        `/api/v1/reviews/${reviewId}/evidence`,
      ])
        expect([path, await leaksOf(await at.get(path), words)]).toEqual([path, []])
      const packet = await readingPacket(reader.ctx, reviewId)
      expect(packet.responses[0]?.text).toBe('I am ••• and I teach at •••.')
      const [file] = packet.evidence.filter(({ viewer }) => viewer === 'image')
      const name = await world.owner.query(
        `select name from capability where token_hash = sha256(convert_to($1, 'UTF8'))`,
        [file?.url.split('/f/')[1]],
      )
      expect(name.rows).toEqual([{ name: 'r1-image-1.png' }])
    }
    const mails = await world.owner.query(
      `select body from outbox where kind = 'mail' and body ->> 'toPerson' = any($1)`,
      [[here.ana.id, here.sam.id]],
    )
    expect(JSON.stringify(mails.rows)).not.toMatch(/Quuxalina|Zweibrunn|Canary Hill/)
  })

  test('no reader sees that there is another: two packets of one attempt differ in ids and alias alone', async () => {
    const here = await scene({ file: true })
    const packets = []
    for (const reader of [here.ana, here.sam])
      packets.push(await readingPacket(reader.ctx, (await take(world, reader)) ?? ''))
    const [one, other] = packets.map((packet) =>
      JSON.stringify(packet, (key, value) => (['reviewId', 'alias', 'url'].includes(key) ? '' : value)),
    )
    expect(one).toBe(other)
    expect(packets[0]?.alias).not.toBe(packets[1]?.alias)
    expect(one).not.toMatch(/"(slot|purpose":"(first|second)|readings)|adjudication/i)
  })

  test('nothing of the readers reaches the learner, and nothing of one reader the other: letter, mail, their own log', async () => {
    const here = await scene()
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C1: 'not_yet' } },
      { reader: here.sam, levels: { C1: 'not_yet' } },
    ])
    const at = await browser(here.learner)
    const names = [
      'Frobnik',
      'Grault',
      'Xaviera',
      'Yolanda',
      here.ana.id,
      here.sam.id,
      here.ana.email,
      here.sam.email,
      'South School',
      'East School',
    ]
    const letter = await at.get(`/me/work/${here.work.submissionId}/decision/1`)
    expect(letter.status).toBe(200)
    expect(await leaksOf(letter, [...names, 'confidence', 'Sure'])).toEqual([])
    const page = await (await at.get(`/me/work/${here.work.submissionId}/decision/1`)).text()
    expect(page).toContain('Reader A')
    expect(page).toContain('Still to show')
    expect(page.indexOf('What you showed')).toBeLessThan(page.indexOf('Still to show'))
    const part = await (await at.get(`/me/work/${here.work.submissionId}/requirements/R1`)).text()
    expect(part).toContain('What readers wrote about what came back')
    expect(part).toContain('Next step')
    expect(part).not.toMatch(/Frobnik|Grault/)
    const own = await world.owner.query('select actor_id, type, body from log_entry where person_id = $1', [
      here.learner.id,
    ])
    expect(JSON.stringify(own.rows)).not.toMatch(new RegExp([here.ana.id, here.sam.id].join('|')))
    expect(own.rows.map(({ type }) => type)).toContain('review.decided')
    const mails = await world.owner.query(`select body from outbox where kind = 'mail' and body ->> 'toPerson' = $1`, [
      here.learner.id,
    ])
    expect(mails.rows.map(({ body }) => body.template)).toContain('review.decided.returned')
    expect(JSON.stringify(mails.rows)).not.toMatch(/Frobnik|Grault|Friday/)
  })

  test('the learner reads that a reader opened a piece, once for each, without a name', async () => {
    const here = await scene()
    const reviewId = (await take(world, here.ana)) ?? ''
    for (const _ of [1, 2]) await readingDesk(here.ana.ctx, reviewId)
    const opened = (await linesOf(here)).filter(({ type }) => type === 'review.evidenceOpened')
    expect(opened.map(({ personId, actorId }) => [personId, actorId])).toEqual([
      [here.learner.id, 'system:review.desk'],
    ])
  })

  test('an adjudicator sees Reading 1 and Reading 2: no name, no confidence, the same order each time', async () => {
    const here = await scene()
    const ruth = await aReader(world, here.district, { school: 'East School', roles: ['adjudicator', 'qaLead'] })
    await readTwice(world, here.work, [
      { reader: here.ana, levels: { C2: 'not_yet' } },
      { reader: here.sam, levels: {} },
    ])
    const at = await browser(ruth)
    const reviewId = (await take(world, ruth, 'rulings')) ?? ''
    const pages = [
      await (await at.get(`/assess/adjudicate/${reviewId}`)).text(),
      await (await at.get(`/assess/adjudicate/${reviewId}`)).text(),
    ]
    const sides = pages.map((page) => page.slice(page.indexOf('ruling-sides'), page.indexOf('<fieldset')))
    expect(sides[0]).toBe(sides[1])
    expect(pages[0]).toContain('Reading 2')
    expect(pages[0]).not.toMatch(/Frobnik|Grault|confidence|Sure|A count before/)
  })
})

test('E-assessor-out-of-assignment a portfolio of others is not there: never taken, given back, of another tenant', async () => {
  const here = await scene()
  const reviewId = (await take(world, here.ana)) ?? ''
  const stranger = await aReader(world, await aDistrict(world))
  const learner = await browser(here.learner)
  for (const at of [await browser(here.sam), await browser(stranger)])
    for (const path of [`/assess/read/${reviewId}`, `/api/v1/reviews/${reviewId}/packet`])
      expect((await at.get(path)).status).toBe(404)
  expect((await learner.get(`/assess/read/${reviewId}`)).status).toBe(403)
  const other = await browser(await aPerson(world))
  expect((await other.get(`/me/work/${here.work.submissionId}/decision/1`)).status).toBe(404)
})

test('E-stale-role a role that ends closes the desk at the next request', async () => {
  const here = await scene()
  const at = await browser(here.ana)
  const reviewId = (await take(world, here.ana)) ?? ''
  expect((await at.get(`/assess/read/${reviewId}`)).status).toBe(200)
  await world.owner.query('update role_grant set ended_at = now() where person_id = $1', [here.ana.id])
  expect((await at.get(`/assess/read/${reviewId}`)).status).toBe(403)
})

describe('E-decision-replay', () => {
  test('one press sent twenty times is one reading with one line, and the same answer', async () => {
    const here = await scene()
    const at = await browser(here.ana)
    const reviewId = (await take(world, here.ana)) ?? ''
    const scores = ['C1', 'C2', 'C3'].map((id) => aScore(id, 'demonstrated', ''))
    const { version } = await saveSheet(here.ana.ctx, { reviewId, version: 1, scores })
    const ask = { version, submitKey: world.home.ports.newId() }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => at.send('POST', `/api/v1/reviews/${reviewId}/submit`, ask)),
    )
    expect(new Set(await Promise.all(answers.map(async (one) => `${one.status} ${await one.text()}`))).size).toBe(1)
    expect((await linesOf(here)).filter(({ type }) => type === 'review.submitted')).toHaveLength(1)
    const other = await at.send('POST', `/api/v1/reviews/${reviewId}/submit`, { ...ask, version: version + 1 })
    expect(await other.json()).toMatchObject({ code: 'key-reused' })
    const again = await at.send('POST', `/api/v1/reviews/${reviewId}/submit`, {
      ...ask,
      submitKey: world.home.ports.newId(),
    })
    expect(again.status).toBe(409)
  })

  test('the same form pressed twice at once is one reading', async () => {
    const here = await scene()
    const at = await browser(here.ana)
    const reviewId = (await take(world, here.ana)) ?? ''
    const fields = { ...sheetFields(here.work, 1, ALL_MET), intent: 'submit' }
    const path = `/assess/read/${reviewId}`
    const both = await Promise.all([at.post(path, fields), at.post(path, fields)])
    expect(both.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [303, `/assess/queue?sent=${reviewId}`],
      [303, `/assess/queue?sent=${reviewId}`],
    ])
    expect((await linesOf(here)).filter(({ type }) => type === 'review.submitted')).toHaveLength(1)
  })

  test('after the decision no score can be changed and none is taken again', async () => {
    const here = await scene()
    const first = (await take(world, here.ana)) ?? ''
    await readThrough(world, here.ana, { reviewId: first, work: here.work, levels: {} })
    await readTwice(world, here.work, [{ reader: here.sam, levels: {} }])
    const version = await versionOf(here.ana, first)
    const scores = [aScore('C1', 'exemplary', '')]
    await expect(saveSheet(here.ana.ctx, { reviewId: first, version, scores })).rejects.toMatchObject({
      because: 'move-not-allowed',
    })
    const ask = { reviewId: first, version, submitKey: world.home.ports.newId() }
    await expect(submitReading(here.ana.ctx, ask)).rejects.toMatchObject({ because: 'move-not-allowed' })
  })

  test('a process that ends right after the decision: the letter comes again, the decision does not', async () => {
    const here = await scene()
    planFailpoints('decide.committed:1:throw')
    await readTwice(world, here.work, [
      { reader: here.ana, levels: {} },
      { reader: here.sam, levels: {} },
    ])
    planFailpoints(undefined)
    world.clock.advance(3_600_000)
    await world.settle()
    const decided = (await linesOf(here)).filter(({ type }) => type === 'review.decided')
    expect(decided).toHaveLength(1)
    const rows = await world.owner.query('select count(*)::int n from decision where attempt_id = $1', [
      here.work.attemptId,
    ])
    expect(rows.rows).toEqual([{ n: 1 }])
  })
})

describe('E-evidence-swapped: content that is no longer what was submitted', () => {
  async function aSwap(given: { bytes?: Buffer } = {}) {
    const here = await scene({ file: true, ...given })
    const lead = await aReader(world, here.district, { roles: ['qaLead'] })
    const { rows } = await world.owner.query(
      'select id, blob_key from evidence where submission_id = $1 and blob_key is not null',
      [here.work.submissionId],
    )
    const { id: evidenceId, blob_key } = rows[0] as { id: string; blob_key: string }
    const place = world.home.ports.blobs.arriving.replace(/arriving$/, '') + blob_key
    const kept = readFileSync(place)
    const raised = async () =>
      (await world.owner.query(`select id, kind, settled_at from review_flag where evidence_id = $1`, [evidenceId]))
        .rows
    return { ...here, lead, evidenceId, place, kept, raised }
  }
  const statusOf = async ({ ctx }: Reader, id: string) =>
    (await ctx.transact((tx) => findReview(tx, ctx.scope, id)))?.status

  test('is not shown, and it is never said to be the educator; the row itself cannot be changed', async () => {
    const here = await aSwap()
    const change = world.owner.query(`update evidence set sha256 = repeat('0', 64) where id = $1`, [here.evidenceId])
    await expect(change).rejects.toThrow(/stays as it was judged/)
    const reviewId = (await take(world, here.ana)) ?? ''
    writeFileSync(here.place, Buffer.from('something else'))
    const at = await browser(here.ana)
    for (const _time of [1, 2, 3]) {
      const answer = await at.get(`/assess/read/${reviewId}`)
      expect(answer.status).toBe(409)
      expect(await answer.text()).toContain('The educator did nothing wrong')
    }
    expect(await here.raised()).toMatchObject([{ kind: 'altered', settled_at: null }])
    const mails = await world.owner.query(
      `select body from outbox where kind = 'mail' and body ->> 'template' = 'review.altered' and body ->> 'toPerson' = $1`,
      [here.lead.id],
    )
    expect(mails.rows).toHaveLength(1)
    expect((await linesOf(here)).filter(({ type }) => type === 'review.flagged')).toHaveLength(1)
  })

  test('every reading goes back and waits, until it is restored and a QA lead says so; what was written is kept', async () => {
    const here = await aSwap()
    const [mine, theirs] = [(await take(world, here.ana)) ?? '', (await take(world, here.sam)) ?? '']
    const sheet = {
      reviewId: mine,
      version: await versionOf(here.ana, mine),
      scores: [aScore('C1', 'demonstrated', '')],
    }
    await saveSheet(here.ana.ctx, sheet)
    writeFileSync(here.place, Buffer.from('something else'))
    await expect(readingDesk(here.sam.ctx, theirs)).rejects.toThrow('evidence-altered')
    expect([await statusOf(here.ana, mine), await statusOf(here.sam, theirs)]).toEqual(['open', 'open'])
    await expect(saveSheet(here.ana.ctx, { ...sheet, version: 2 })).rejects.toThrow('evidence-altered')
    const submit = { reviewId: mine, version: 2, submitKey: world.home.ports.newId() }
    await expect(submitReading(here.ana.ctx, submit)).rejects.toThrow('evidence-altered')
    await expect(takeAgain(here.ana.ctx, mine, 'readings')).rejects.toThrow('evidence-altered')
    expect([await take(world, here.ana), await take(world, here.sam)]).toEqual([null, null])
    const [flag] = await here.raised()
    const page = await (await (await browser(here.lead)).get('/qa/readers')).text()
    expect(page).toContain(here.evidenceId)
    await expect(settleFlag(here.lead.ctx, flag.id)).rejects.toThrow('evidence-still-altered')
    writeFileSync(here.place, here.kept)
    await settleFlag(here.lead.ctx, flag.id)
    expect(await take(world, here.ana)).toBe(mine)
    const desk = await readingDesk(here.ana.ctx, mine)
    expect('packet' in desk && desk.packet.scores.find(({ criterionId }) => criterionId === 'C1')?.levelId).toBe(
      'demonstrated',
    )
  })

  test('where no backup has it, the work goes back with that piece to put again, and no try is used', async () => {
    const here = await aSwap()
    const mine = (await take(world, here.ana)) ?? ''
    writeFileSync(here.place, Buffer.from('something else'))
    await expect(readingDesk(here.ana.ctx, mine)).rejects.toThrow('evidence-altered')
    const [flag] = await here.raised()
    const lead = await browser(here.lead)
    writeFileSync(here.place, here.kept)
    const whole = await lead.post(`/qa/flags/${flag.id}/lost`, {}, '/qa/readers')
    expect([whole.status, await whole.text()]).toEqual([409, expect.stringContaining('Settle this instead')])
    writeFileSync(here.place, Buffer.from('something else'))
    const lost = await lead.post(`/qa/flags/${flag.id}/lost`, {}, '/qa/readers')
    expect(lost.headers.get('location')).toBe('/qa/readers')
    expect(await take(world, here.ana)).toBeNull()
    await world.settle()

    expect(await here.raised()).toMatchObject([{ settled_at: expect.any(Date) }])
    const after = await world.owner.query(
      `select s.status, a.sent_back_at is not null as back, e.erased_at is not null as empty
       from submission s join submission_attempt a on a.submission_id = s.id join evidence e on e.submission_id = s.id
       where s.id = $1 and e.id = $2`,
      [here.work.submissionId, here.evidenceId],
    )
    expect(after.rows).toEqual([{ status: 'draft', back: true, empty: true }])
    expect([await statusOf(here.ana, mine), await take(world, here.sam)]).toEqual(['cancelled', null])
    const page = await (await browser(here.learner)).get(`/me/work/${here.work.submissionId}/timeline`)
    expect(await page.text()).toContain('A file of yours was damaged here, and no copy is left. That is our fault.')
    const mails = await world.owner.query(
      `select count(*)::int n from outbox where kind = 'mail' and body ->> 'template' = 'submission.originalLost' and body ->> 'toPerson' = $1`,
      [here.learner.id],
    )
    expect(mails.rows).toEqual([{ n: 1 }])
  })

  test('nothing is decided meanwhile, also from readings that were both sent before', async () => {
    const here = await aSwap()
    const [mine, theirs] = [(await take(world, here.ana)) ?? '', (await take(world, here.sam)) ?? '']
    await readThrough(world, here.ana, { reviewId: mine, work: here.work, levels: {} })
    await pastUndo(world)
    await readThrough(world, here.sam, { reviewId: theirs, work: here.work, levels: {} })
    const review = await here.sam.ctx.transact((tx) => findReview(tx, here.sam.ctx.scope, theirs))
    if (!review) throw new Error('no review')
    await raiseAltered(here.sam.ctx, { review, evidenceId: here.evidenceId, accountId: here.sam.id })
    await expect(undoReading(here.sam.ctx, theirs)).rejects.toThrow('evidence-altered')
    await pastUndo(world)
    const decided = () =>
      here.ana.ctx.transact((tx) => findCurrentDecision(tx, here.ana.ctx.scope, here.work.attemptId))
    expect(await decided()).toBeUndefined()
    const [flag] = await here.raised()
    await settleFlag(here.lead.ctx, flag.id)
    await world.settle()
    expect((await decided())?.result).toBe('earned')
  })

  test('found whole a minute ago, bytes that were written since are read again, also with the old length and time', async () => {
    const here = await aSwap()
    const reviewId = (await take(world, here.ana)) ?? ''
    await readingDesk(here.ana.ctx, reviewId)
    const { atime, mtime } = statSync(here.place)
    const changed = Buffer.from(here.kept)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    writeFileSync(here.place, changed)
    utimesSync(here.place, atime, mtime)
    await expect(readingDesk(here.ana.ctx, reviewId)).rejects.toThrow('evidence-altered')
    expect(await here.raised()).toMatchObject([{ kind: 'altered', settled_at: null }])
  })

  test('a large file is read through by the worker, and holds the attempt when a single byte differs', async () => {
    const bytes = Buffer.concat([PICTURE, Buffer.alloc(65 * 1024 * 1024)])
    const here = await aSwap({ bytes })
    const reviewId = (await take(world, here.ana)) ?? ''
    const checks = async () =>
      (await world.owner.query(`select checked_at from evidence_check where evidence_id = $1`, [here.evidenceId])).rows
    await readingDesk(here.ana.ctx, reviewId)
    expect(await checks()).toEqual([])
    await world.settle()
    expect(await checks()).toHaveLength(1)
    const changed = Buffer.from(here.kept)
    changed[60 * 1024 * 1024] = 1
    writeFileSync(here.place, changed)
    await readingDesk(here.ana.ctx, reviewId)
    await world.settle()
    expect(await here.raised()).toMatchObject([{ kind: 'altered' }])
    await expect(readingDesk(here.ana.ctx, reviewId)).rejects.toThrow('evidence-altered')
  })
})

test('E-duplicate-evidence the reader is told that the same file lies elsewhere, not whose it is', async () => {
  const here = await scene()
  const bytes = Buffer.alloc(4096, 7)
  const twice = await Promise.all(
    ['Copymaker One', 'Copymaker Two'].map(async (name) => {
      const learner = await aPerson(world, { name })
      await join(world, here.district, { person: learner, school: 'North School' })
      const file = { name: 'log.pdf', mediaType: 'application/pdf', bytes }
      return anAdmitted(world, { district: here.district, learner, version: await anAchievement(world), file })
    }),
  )
  await world.settle()
  const packets = []
  for (const _ of [1, 2, 3]) packets.push(await readingPacket(here.ana.ctx, (await take(world, here.ana)) ?? ''))
  const told = packets.filter(({ evidence }) => evidence.some(({ elsewhere }) => elsewhere))
  expect(told).toHaveLength(twice.length)
  expect(JSON.stringify(packets)).not.toContain('Copymaker')
})

test('E-rubric-edited-under-review the desk and the decision keep to the version the work was begun with', async () => {
  const here = await scene()
  const { version } = here.work
  const rubric = { ...version.content.rubric, criteria: version.content.rubric.criteria.slice(0, 2) }
  await world.owner.query(
    `insert into achievement_version (id, achievement_id, version, language, title, summary, content, digest, source_hash, published_at)
     select $2, achievement_id, '2.0.0', language, 'Changed meanwhile', summary, jsonb_set(content, '{rubric}', $3), digest || 'x', 'changed', published_at
     from achievement_version where id = $1`,
    [version.id, world.home.ports.newId(), JSON.stringify(rubric)],
  )
  const reviewId = (await take(world, here.ana)) ?? ''
  const packet = await readingPacket(here.ana.ctx, reviewId)
  expect(packet.rubric.criteria).toHaveLength(3)
  expect(packet.achievement.title).toBe(version.title)
  await readThrough(world, here.ana, { reviewId, work: here.work, levels: {} })
  await readTwice(world, here.work, [{ reader: here.sam, levels: {} }])
  const decision = await here.ana.ctx.transact((tx) => findCurrentDecision(tx, here.ana.ctx.scope, here.work.attemptId))
  expect(decision?.final).toHaveLength(3)
  expect(decision?.achievementVersionId).toBe(version.id)
})

test('E-skipped-steps no reading without an admitted attempt, no submitting of what nobody holds, no undo after ten seconds', async () => {
  const here = await scene()
  const none = world.home.ports.newId()
  await expect(submitReading(here.ana.ctx, { reviewId: none, version: 1, submitKey: none })).rejects.toMatchObject({
    name: 'NotFound',
  })
  const { rows } = await world.owner.query('select id from review where attempt_id = $1 limit 1', [here.work.attemptId])
  const ask = { reviewId: rows[0].id as string, version: 1, submitKey: none }
  await expect(submitReading(here.ana.ctx, ask)).rejects.toMatchObject({ name: 'NotFound' })
  const at = await browser(here.ana)
  const reviewId = (await take(world, here.ana)) ?? ''
  await readThrough(world, here.ana, { reviewId, work: here.work, levels: {} })
  await pastUndo(world)
  const undo = await at.post(`/assess/undo/${reviewId}`, {}, '/assess/queue')
  expect(undo.status).toBe(409)
  expect(await undo.text()).toContain('ten seconds are over')
})
