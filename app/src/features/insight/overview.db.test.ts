import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCsv } from '../../lib/csv.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { anAward, aRevocation } from '../../testing/factories/award.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aDraft, anAnswer, aPiece, aSubmittedAttempt } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import type { TenantRole } from '../organization/tables.ts'

let world: World
let lakeview: District
let version: AchievementVersion
const cookies: Record<string, string> = {}
beforeAll(async () => {
  world = await openWorld('2026-10-05T15:00:00Z')
  lakeview = await aDistrict(world, { name: 'Lakeview', slug: 'lakeview' })
  version = await anAchievement(world)
  await anOffering(world, lakeview.tenantId)
})
afterAll(() => world.close())

async function educator(school = 'North School', district = lakeview): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, district, { person, school })
  return person
}

async function counts({ tenantId } = lakeview): Promise<Record<string, number>> {
  const { rows } = await world.owner.query(
    'select key, people from insight_count where tenant_id = $1 and people > 0',
    [tenantId],
  )
  return Object.fromEntries(rows.map(({ key, people }) => [key, people]))
}

async function signIn(district: District, roles: readonly TenantRole[]): Promise<string> {
  const person = await aPerson(world)
  await join(world, district, { person, roles })
  return (await signedIn(world, person)).cookie
}

async function get(path: string, cookie: string) {
  const response = await world.app.request(`http://localhost:3000${path}`, { headers: { cookie, accept: 'text/html' } })
  const text = await response.text()
  return { status: response.status, text, words: text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') }
}

describe('the way of educators, from the log', () => {
  test('each is counted once at each stage they reached', async () => {
    await aDraft(world, { learner: await educator(), version })
    await aSubmittedAttempt(world, { learner: await educator(), version })
    await world.settle()
    expect(await counts()).toEqual({ chosen: 2, collecting: 1, submitted: 1 })
  })

  test('who puts class-C evidence into a place is collecting, long before sending it in; who only writes is not', async () => {
    const riverside = await aDistrict(world, { name: 'Riverside', slug: 'riverside' })
    await anOffering(world, riverside.tenantId)
    const learner = await educator('North School', riverside)
    const submissionId = await aDraft(world, { learner, version })
    await anAnswer(world, { learner, submissionId })
    await world.settle()
    expect(await counts(riverside)).toEqual({ chosen: 1 })
    await aPiece(world, { learner, submissionId })
    await world.settle()
    expect(await counts(riverside)).toEqual({ chosen: 1, collecting: 1 })
  })

  test('an award counts its educator at the school, once however many follow, and a revocation takes that back', async () => {
    const learner = await educator('South School')
    const cell = `cell/CLM/${lakeview.units['South School']}`
    const first = await anAward(world, { district: lakeview, learner, version })
    const after = { chosen: 3, collecting: 2, submitted: 2, decided: 1, earned: 1, [cell]: 1 }
    expect(await counts()).toEqual(after)
    const second = await anAward(world, { district: lakeview, learner, version: await anAchievement(world) })
    expect(await counts()).toEqual(after)
    await aRevocation(world, { award: first, issuer: lakeview })
    expect(await counts()).toEqual(after)
    await aRevocation(world, { award: second, issuer: lakeview })
    expect(await counts()).toEqual({ chosen: 3, collecting: 2, submitted: 2, decided: 1 })
  })

  test('days are whole and by portfolio; a decision counts its own', async () => {
    const { rows } = await world.owner.query(
      'select measure, days, times from insight_days where tenant_id = $1 and times > 0 order by measure, days',
      [lakeview.tenantId],
    )
    expect(rows).toEqual([
      { measure: 'toDecision', days: 0, times: 2 },
      { measure: 'toSubmit', days: 0, times: 3 },
    ])
  })

  test('what was counted ahead is what a count would find', async () => {
    const { rows } = await world.owner.query(
      `select count(distinct learner_id)::int as chosen, count(distinct learner_id) filter (where submitted_at is not null)::int as submitted,
         count(distinct learner_id) filter (where earned_at is not null)::int as earned from insight_progress where tenant_id = $1`,
      [lakeview.tenantId],
    )
    const { chosen, submitted, earned = 0 } = await counts()
    expect(rows[0]).toEqual({ chosen, submitted, earned })
  })
})

describe('the overview of a district', () => {
  let big: District
  beforeAll(async () => {
    big = await aDistrict(world, { name: 'Big', slug: 'big', schools: ['A', 'B', 'C'] })
    const put = (key: string, people: number) =>
      world.owner.query('insert into insight_count values ($1, $2, $3)', [big.tenantId, key, people])
    const days = (measure: string, day: number, times: number) =>
      world.owner.query('insert into insight_days values ($1, $2, $3, $4)', [big.tenantId, measure, day, times])
    for (const [key, people] of Object.entries({
      chosen: 120,
      collecting: 115,
      submitted: 80,
      decided: 60,
      earned: 53,
    }))
      await put(key, people)
    await put(`cell/CLM/${big.units.A}`, 30)
    await put(`cell/CLM/${big.units.B}`, 20)
    await put(`cell/CLM/${big.units.C}`, 3)
    await days('toEarned', 20, 30)
    await days('toEarned', 41, 23)
    await days('toDecision', 4, 60)
    cookies.recognizer = await signIn(big, ['recognizer'])
    cookies.admin = await signIn(big, ['organizationAdmin'])
    cookies.lead = await signIn(big, ['qaLead'])
    cookies.assessor = await signIn(big, ['assessor'])
    cookies.elsewhere = await signIn(lakeview, ['recognizer', 'organizationAdmin', 'qaLead'])
  })

  test('shows stages, middles and competencies, and hides small groups with what would give them away', async () => {
    const { status, words } = await get('/org/big/overview', cookies.recognizer ?? '')
    expect(status).toBe(200)
    expect(words).toContain('Of 120 educators who chose a micro-credential, 53 earned one.')
    expect(words).toContain('Days from start to earned, middle 20 days')
    expect(words).toContain('Days from submitting to decision, middle 4 days')
    // 115 would tell of the five who stopped.
    expect(words).not.toContain('115')
    expect(words).toContain('A 30')
    expect(words).toContain('Collecting: not shown')
    expect(words).toContain('B not shown')
    expect(words).toContain('C not shown')
    expect(words).toContain('All schools 53')
  })

  test('says the same in the file', async () => {
    const { text, status } = await get('/org/big/overview.csv', cookies.recognizer ?? '')
    const parsed = parseCsv(text)
    expect(status).toBe(200)
    expect(parsed.ok && parsed.rows.map(({ cells }) => cells.join(' | '))).toEqual([
      'What | Competency domain | School | Number',
      'Chosen |  |  | 120',
      'Collecting |  |  | not shown',
      'Submitted |  |  | 80',
      'Earned |  |  | 53',
      'Days from start to submitting, middle |  |  | not shown',
      'Days from start to earned, middle |  |  | 20',
      'Days from submitting to decision, middle |  |  | 4',
      'Educators with a micro-credential | Climate and relationships | A | 30',
      'Educators with a micro-credential | Climate and relationships | B | not shown',
      'Educators with a micro-credential | Climate and relationships | C | not shown',
      'Educators with a micro-credential | Climate and relationships | All schools | 53',
    ])
  })

  test('a small district sees no number at all', async () => {
    const { words } = await get('/org/lakeview/overview', cookies.elsewhere ?? '')
    expect(words).toContain('Chosen fewer than 10')
    expect(words).toContain('Educators who earned at least one fewer than 10')
  })

  test.each([
    ['recognizer', 200],
    ['admin', 200],
    ['lead', 200],
    ['assessor', 403],
    ['elsewhere', 404],
  ])('for the %s: %i', async (who, status) => {
    expect((await get('/org/big/overview', cookies[who] ?? '')).status).toBe(status)
    expect((await get('/org/big/overview.csv', cookies[who] ?? '')).status).toBe(status)
  })
})
