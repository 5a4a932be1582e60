import { generateKeyPairSync } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reserveAward } from './features/credential/actions/award.ts'
import { finishAward } from './features/credential/actions/sign.ts'
import { renewLists } from './features/credential/actions/status.ts'
import { MOST_ATTEMPTS } from './lib/retry.ts'
import { mintCapability, openCapability } from './platform/capability.ts'
import { takeOne } from './platform/count.ts'
import { type Keys, openKeys } from './platform/keys.ts'
import { deliver } from './platform/worker.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anEarnedDecision } from './testing/factories/decision.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from './testing/world.ts'
import { couriers, reactions } from './work.ts'

const RIGHT = '2026-11-20T16:05:00Z'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEAR = 365 * DAY

let signer: 'right' | 'down' | 'wrong' = 'right'
let world: World
let version: Awaited<ReturnType<typeof anAchievement>>
let readers: [Someone, Someone]
let operator: Awaited<ReturnType<typeof signedIn>>
let hour = 0

/** The installation's own keys behind a signer that may be away, or hold somebody else's key. */
function keysBehindSigner(): Keys {
  const own = openKeys(Buffer.alloc(32, 7))
  const { privateKey } = generateKeyPairSync('ed25519')
  const foreign = privateKey.export({ format: 'der', type: 'pkcs8' })
  return {
    ...own,
    unwrap: (wrapped, about) => {
      if (!about.includes('award') || signer === 'right') return own.unwrap(wrapped, about)
      if (signer === 'down') throw new Error('The signer does not answer')
      return Buffer.from(foreign)
    },
  }
}

beforeAll(async () => {
  world = await openWorld(RIGHT, { keys: keysBehindSigner() })
  version = await anAchievement(world)
  readers = [await aPerson(world), await aPerson(world)]
})
// Each test two days later: what one leaves behind is not the next one's.
beforeEach(async () => {
  signer = 'right'
  world.clock.set(new Date(new Date(RIGHT).getTime() + 2 * DAY * hour++))
  operator = await signedIn(world, await aPerson(world, { platformAdmin: true }))
})
afterAll(() => world.close())

async function earned(district: District) {
  const learner = await aPerson(world)
  await join(world, district, { person: learner })
  const { submissionId } = await anEarnedDecision(world, { district, learner, readers, version })
  return { learner, submissionId }
}
async function rowsOf(submissionId: string) {
  return (await world.owner.query('select * from credential where submission_id = $1', [submissionId])).rows
}
async function entries(id: string): Promise<number> {
  const found = await world.owner.query(
    "select count(*)::int as n from log_entry where type = 'credential.awarded' and subject_id = $1",
    [id],
  )
  return found.rows[0].n
}
/** Published once, with one entry, and valid for a stranger who has the bytes. */
async function insistOnce(submissionId: string): Promise<void> {
  const rows = await rowsOf(submissionId)
  expect(rows.map(({ state }) => state)).toEqual(['published'])
  expect(await entries(rows[0].id)).toBe(1)
  const answer = await world.app.request(`${BASE_URL}/api/v1/verify`, { method: 'POST', body: rows[0].signed_bytes })
  expect(await answer.json()).toMatchObject({ verdict: 'valid' })
}
/** Nothing that anybody could have carried off. */
async function insistUnreleased(submissionId: string): Promise<void> {
  for (const row of await rowsOf(submissionId)) {
    expect([row.state, row.signed_bytes, row.published_at]).toEqual(['prepared', null, null])
    expect((await world.app.request(`${BASE_URL}/c/${row.public_id}.json`)).status).toBe(404)
    expect(await entries(row.id)).toBe(0)
  }
}
const letters = async (kind: string) =>
  (await world.owner.query("select id, state, attempts, error from outbox where kind = $1 and state <> 'done'", [kind]))
    .rows
const adminPage = async () => (await browserOf(world, operator).get('/admin')).text

describe('F-signer-trouble', () => {
  test.each([
    ['down', 'Error'],
    ['wrong', 'SignatureWrong'],
  ] as const)(
    'F-signer-trouble: a signer that is %s releases nothing, is tried again, and the award goes out once',
    async (trouble, error) => {
      const district = await aDistrict(world)
      signer = trouble
      const { submissionId } = await earned(district)
      await world.settle()
      expect((await rowsOf(submissionId)).length).toBe(1)
      await insistUnreleased(submissionId)
      expect(await letters('sign')).toMatchObject([{ state: 'due', attempts: 1, error }])
      expect(await adminPage()).toContain(error)
      signer = 'right'
      world.clock.advance(MINUTE)
      await world.settle()
      await insistOnce(submissionId)
      world.clock.advance(HOUR)
      await world.settle()
      await insistOnce(submissionId)
    },
  )

  test('F-signer-trouble: after a day of tries it waits for the operator, whose press issues it', async () => {
    const district = await aDistrict(world)
    signer = 'wrong'
    const { submissionId } = await earned(district)
    for (let turn = 0; turn <= MOST_ATTEMPTS; turn++) {
      await world.settle()
      world.clock.advance(HOUR + 15 * MINUTE)
    }
    const [letter] = await letters('sign')
    expect(letter).toMatchObject({ state: 'dead', attempts: MOST_ATTEMPTS })
    await insistUnreleased(submissionId)
    signer = 'right'
    operator = await signedIn(world, await aPerson(world, { platformAdmin: true }))
    expect(await adminPage()).toContain('gave up')
    expect((await browserOf(world, operator).post('/admin', { id: letter.id })).location).toBe('/admin')
    await world.settle()
    await insistOnce(submissionId)
  })
})

describe('F-clock-jumps: issuing', () => {
  async function anIssuingDistrict(): Promise<District> {
    const district = await aDistrict(world)
    const first = await earned(district)
    await world.settle()
    await insistOnce(first.submissionId)
    return district
  }
  const system = (district: District) => world.as({ tenantId: district.tenantId, system: 'test' })
  async function bodyOfDecision(submissionId: string) {
    const { rows } = await world.owner.query(
      "select body from log_entry where type = 'review.decided' and subject_id = $1",
      [submissionId],
    )
    return rows[0].body
  }
  const BACK = [
    ['a day', (right: Date) => new Date(right.getTime() - DAY)],
    ['a year', (right: Date) => new Date(right.getTime() - YEAR)],
    ['all the years to 1970', () => new Date(0)],
  ] as const

  test.each(BACK)('F-clock-jumps: back by %s before reserving: refused until the clock is right', async (_by, back) => {
    const district = await anIssuingDistrict()
    const { submissionId } = await earned(district)
    const right = world.clock.now()
    world.clock.set(back(right))
    const ctx = system(district)
    const decided = await bodyOfDecision(submissionId)
    await expect(ctx.transact((tx) => reserveAward(ctx, tx, decided))).rejects.toMatchObject({ name: 'ClockBehind' })
    await world.settle()
    expect(await rowsOf(submissionId)).toEqual([])
    world.clock.set(right)
    await world.settle()
    await insistOnce(submissionId)
  })

  test.each(BACK)('F-clock-jumps: back by %s between reserving and signing: nothing is signed', async (_by, back) => {
    const district = await anIssuingDistrict()
    const { submissionId } = await earned(district)
    const [letter] = await letters('react:credential.award')
    await deliver(world.home, { reactions, couriers }, letter.id)
    const right = world.clock.now()
    world.clock.set(back(right))
    const [{ id }] = await rowsOf(submissionId)
    await expect(finishAward(system(district), { body: { credentialId: id } })).rejects.toMatchObject({
      name: 'ClockBehind',
    })
    await world.settle()
    await insistUnreleased(submissionId)
    world.clock.set(right)
    await world.settle()
    await insistOnce(submissionId)
  })

  test.each([
    ['a day', DAY],
    ['a year', YEAR],
  ])('F-clock-jumps: ahead by %s between reserving and signing: one award, once the lists are new', async (_by, ms) => {
    const district = await anIssuingDistrict()
    const { submissionId } = await earned(district)
    const [letter] = await letters('react:credential.award')
    await deliver(world.home, { reactions, couriers }, letter.id)
    world.clock.advance(ms)
    await world.settle()
    await renewLists(system(district), new Date(world.clock.now().getTime() - DAY))
    world.clock.advance(MINUTE)
    await world.settle()
    await insistOnce(submissionId)
  })

  test('F-clock-jumps: the hour that comes twice in autumn gives each decision one award, in the order of the log', async () => {
    world.clock.set('2027-11-07T05:59:59.900Z')
    const district = await aDistrict(world)
    const both: string[] = []
    for (const at of ['2027-11-07T06:30:00Z', '2027-11-07T07:30:00Z']) {
      world.clock.set(at)
      both.push((await earned(district)).submissionId)
      await world.settle()
    }
    for (const submissionId of both) await insistOnce(submissionId)
    const [first, second] = await Promise.all(both.map(rowsOf))
    expect(Number(first?.[0].log_entry_id)).toBeLessThan(Number(second?.[0].log_entry_id))
  })

  test('F-clock-jumps: what was put off while the clock ran ahead is due again when it is right', async () => {
    const right = world.clock.now()
    world.clock.advance(YEAR)
    const { submissionId } = await earned(await aDistrict(world))
    const [letter] = await letters('react:credential.award')
    world.clock.set(right)
    await world.settle()
    expect(await rowsOf(submissionId)).toEqual([])
    await sql`select sec.wake_overdue(${world.clock.now()})`.execute(world.home.db.kysely)
    const { rows } = await world.owner.query('select next_at from outbox where id = $1', [letter.id])
    expect(rows[0].next_at).toEqual(right)
  })
})

describe('F-clock-jumps: what opens something', () => {
  async function mailed(email: string) {
    await world.settle()
    const { rows } = await world.owner.query(
      'select text from mail_message where address = $1 order by created_at desc, id desc limit 1',
      [email],
    )
    const text: string = rows[0]?.text ?? ''
    return {
      code: /\b(\d{6})\b/.exec(text)?.[1] ?? '',
      link: /https?:\/\/[^/]+(\/sign-in\/link\/\S+)/.exec(text)?.[1] ?? '',
    }
  }
  const JUMPS = [
    ['a day ahead', DAY],
    ['a year ahead', YEAR],
    ['a day behind', -DAY],
    ['a year behind', -YEAR],
  ] as const

  test.each(JUMPS)('F-clock-jumps: code and link of a clock %s open nothing when it is right', async (by, ms) => {
    const browser = browserOf(world)
    const right = world.clock.now()
    const email = `${by.replaceAll(' ', '.')}@school.example`
    world.clock.advance(ms)
    await browser.post('/sign-in', { email }, '/sign-in')
    const { code, link } = await mailed(email)
    expect([code.length, link.length > 20]).toEqual([6, true])
    world.clock.set(right)
    const typed = await browser.post('/sign-in/code', { code }, '/sign-in')
    expect([typed.status, browser.cookies.has('cairn')]).toEqual([409, false])
    expect(typed.text.includes('This code or link is over')).toBe(true)
    const pressed = await browser.post(link, {}, '/sign-in')
    expect([pressed.status, browser.cookies.has('cairn')]).toEqual([409, false])
  })

  test.each([
    ['a day ahead', DAY],
    ['a year ahead', YEAR],
    ['a year behind', -YEAR],
  ])('F-clock-jumps: a session of a clock %s is nobody when it is right', async (_by, ms) => {
    const right = world.clock.now()
    world.clock.advance(ms)
    const visit = browserOf(world, await signedIn(world, await aPerson(world)))
    expect((await visit.get('/me/settings')).status).toBe(200)
    world.clock.set(right)
    const seen = await visit.get('/me/settings')
    expect([seen.status, seen.location?.startsWith('/sign-in')]).toEqual([303, true])
  })

  test('F-clock-jumps: an address of a private file, and a full counter, end when the clock is right', async () => {
    const person = await aPerson(world)
    await signedIn(world, person)
    const { rows } = await world.owner.query('select id from session where person_id = $1', [person.id])
    const ctx = world.as({ personId: person.id, sessionId: rows[0].id })
    const file = {
      blobKey: 'x/y',
      bytes: 1,
      mediaType: 'text/plain',
      name: 'a.txt',
      purpose: 'view',
      minutes: 5,
    } as const
    const counter = { bucket: 'a counter of this test', limit: 1, minutes: 15 }
    const right = world.clock.now()
    world.clock.advance(YEAR)
    const address = await ctx.transact((tx) => mintCapability(ctx, tx, file))
    const token = address.split('/').at(-1) ?? ''
    const open = () => ctx.transact((tx) => openCapability(tx, token, world.clock.now()))
    const count = () => ctx.transact((tx) => takeOne(tx, [counter], world.clock.now()))
    expect((await open())?.name).toBe('a.txt')
    await count()
    expect(await count()).toBeGreaterThan(0)
    world.clock.set(right)
    expect(await open()).toBeNull()
    expect(await count()).toBe(0)
  })
})
