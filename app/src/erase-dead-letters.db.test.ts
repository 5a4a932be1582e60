import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AchievementVersion } from './features/catalog/reads.ts'
import { retry } from './features/organization/actions/operate.ts'
import { sweepsOf } from './sweeps.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { aReader } from './testing/factories/reader.ts'
import { anAdmitted, readTwice } from './testing/factories/review.ts'
import { insistLinesLast } from './testing/lines-last.ts'
import { openWorld, type World } from './testing/world.ts'

const HOUR = 3_600_000
const LATER = '2027-12-01T00:00:00Z'
let world: World
let district: District
let version: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  await insistLinesLast(world)
  version = await anAchievement(world)
})
afterAll(() => world.close())
beforeEach(async () => {
  district = await aDistrict(world, { name: 'Lakeview' })
  await anOffering(world, district.tenantId, [version.achievementId])
  await run()
})

const rowsOf = async (sql: string, ...values: unknown[]) => (await world.owner.query(sql, values)).rows
async function run(): Promise<void> {
  world.clock.advance(HOUR)
  for (const sweep of sweepsOf(world.home)) await sweep()
  await world.settle()
}
/** What stands in the way of each letter while it is tried. */
const OBSTACLES = {
  'react:submission.close': `before update of status on submission for each row when (new.status in ('earned', 'returned'))`,
  'react:credential.award': 'before insert on credential for each row',
  sign: 'before update of state on credential for each row',
}
type Letter = keyof typeof OBSTACLES

let serial = 0
/** Work whose readers have decided, and letters that failed at every try until they were given up. */
async function aDecision(letters: readonly Letter[], level: 'demonstrated' | 'not_yet' = 'demonstrated') {
  const person = await aPerson(world, { name: `Cnrydead Vogel${++serial}sang`, email: `cnry-dead-${serial}@v.example` })
  await join(world, district, { person, school: 'North School' })
  const readers = [await aReader(world, district), await aReader(world, district)]
  const work = await anAdmitted(world, { district, learner: person, version })
  await rowsOf('update submission set show_name = true where id = $1', work.submissionId)
  await world.settle()
  await rowsOf(
    `create function not_now() returns trigger language plpgsql as $$ begin raise exception 'not now'; end $$;
    ${letters.map((letter, no) => `create trigger not_now_${no} ${OBSTACLES[letter]} execute function not_now();`).join('\n')}`,
  )
  await readTwice(
    world,
    work,
    readers.map((reader) => ({ reader, levels: { C1: level } })),
  )
  await rowsOf('drop function not_now cascade')
  const ids = (kind: string) => rowsOf(`select id from outbox where state = 'due' and attempts > 0 and kind = $1`, kind)
  const tried = (await Promise.all(letters.map(ids))).flat().map(({ id }) => id as string)
  expect(tried).toHaveLength(letters.length)
  return { person, submissionId: work.submissionId, letters: tried }
}
/** Their day of trying is over. */
const giveUp = (letters: readonly string[]) =>
  rowsOf(`update outbox set state = 'dead', attempts = 34 where id = any ($1::uuid[])`, letters)
/** The operator presses the button at each of them. */
async function tryAgain(letters: readonly string[]): Promise<void> {
  const operator = world.as({ personId: (await aPerson(world)).id, roles: ['platformAdmin'] })
  for (const id of letters) await retry(operator, { id })
  await world.settle()
  expect(await rowsOf('select state from outbox where id = any ($1::uuid[])', letters)).toEqual(
    letters.map(() => ({ state: 'done' })),
  )
}

async function askAndWait(person: Someone, credentials: 'keep' | 'erase' = 'keep'): Promise<void> {
  const browser = browserOf(world, await signedIn(world, person))
  await rowsOf('update session set proved_at = $2 where person_id = $1', person.id, world.clock.now())
  await browser.post('/me/settings/erase', { credentials, confirmed: 'yes' }, '/me/settings')
  for (let day = 0; day < 8; day++) {
    world.clock.advance(23 * HOUR)
    await run()
  }
  await run()
}
const isErased = async ({ id }: Someone) =>
  (await rowsOf('select erased_at from person where id = $1', id))[0].erased_at !== null
const statusOf = async (id: string) => (await rowsOf('select status from submission where id = $1', id))[0].status
const awardsOf = async (id: string) => rowsOf('select * from credential where submission_id = $1', id)
const linesOf = async ({ id }: Someone) =>
  (await rowsOf('select type from log_entry where person_id = $1', id)).map(({ type }) => type)

describe('a letter that was given up keeps no erasing waiting', () => {
  test('a decision that never reached the work: what was earned is closed as earned, and its credential is kept', async () => {
    const { person, submissionId, letters } = await aDecision(['react:submission.close'])
    await giveUp(letters)
    await askAndWait(person)
    expect(await isErased(person)).toBe(true)
    expect(await statusOf(submissionId)).toBe('earned')
    const [award] = await awardsOf(submissionId)
    expect(award).toMatchObject({ state: 'published', revoked_at: null, erased_at: null })
    expect(world.logLines.join('')).toContain(
      'work was closed by an erasing: the letter with its decision was given up',
    )
    await tryAgain(letters)
    expect(await statusOf(submissionId)).toBe('earned')
  })

  test('what was returned without the work hearing of it is withdrawn, as any open work is', async () => {
    const { person, submissionId, letters } = await aDecision(['react:submission.close'], 'not_yet')
    await giveUp(letters)
    await askAndWait(person)
    expect(await isErased(person)).toBe(true)
    expect(await statusOf(submissionId)).toBe('withdrawn')
    await tryAgain(letters)
    expect(await statusOf(submissionId)).toBe('withdrawn')
  })

  test.each([[['react:credential.award']], [['react:submission.close', 'react:credential.award']]] as const)(
    'what was earned and never awarded is awarded to nobody afterwards: %s',
    async (given) => {
      const { person, submissionId, letters } = await aDecision(given)
      await giveUp(letters)
      await askAndWait(person)
      expect(await isErased(person)).toBe(true)
      expect(await statusOf(submissionId)).toBe('earned')
      await tryAgain(letters)
      expect(await awardsOf(submissionId)).toEqual([])
    },
  )

  test.each(['keep', 'erase'] as const)(
    'an award that was never signed was never made: its bytes go, its place in the list is marked (credentials: %s)',
    async (credentials) => {
      const { person, submissionId, letters } = await aDecision(['sign'])
      await giveUp(letters)
      await askAndWait(person, credentials)
      expect(await isErased(person)).toBe(true)
      await tryAgain(letters)
      const [award] = await awardsOf(submissionId)
      expect(award).toMatchObject({ state: 'refused', prepared_bytes: null, signed_bytes: null, published_at: null })
      expect((await browserOf(world).get(`/c/${award.public_id}`)).status).toBe(410)
      const [{ bit }] = await rowsOf(
        `select get_bit(substring(bits from $2::int / 8 + 1 for 1), 7 - $2::int % 8) as bit from status_list where id = $1`,
        award.status_list_id,
        award.status_index,
      )
      expect(bit).toBe(1)
      const types = await linesOf(person)
      expect(types).toContain('credential.erased')
      expect(types).not.toContain('credential.awarded')
      expect(types).not.toContain('credential.revoked')
      expect(world.logLines.join('')).toContain('award was erased unsigned: the letter with it was given up')
    },
  )

  test.each([['react:submission.close'], ['react:credential.award'], ['sign']] as const)(
    'one that is still tried is waited for: %s',
    async (letter) => {
      const { person, submissionId, letters } = await aDecision([letter])
      await rowsOf(`update outbox set next_at = $2 where id = any ($1::uuid[])`, letters, new Date(LATER))
      await askAndWait(person)
      expect(await isErased(person)).toBe(false)
      await rowsOf('update outbox set next_at = $2 where id = any ($1::uuid[])', letters, world.clock.now())
      await world.settle()
      await run()
      await run()
      expect(await isErased(person)).toBe(true)
      expect(await awardsOf(submissionId)).toMatchObject([{ state: 'published', revoked_at: null }])
      expect(await statusOf(submissionId)).toBe('earned')
    },
  )
})
