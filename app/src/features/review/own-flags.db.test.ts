import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aReader, type Reader } from '../../testing/factories/reader.ts'
import { anAdmitted, take } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { settleFlag } from './actions/altered.ts'
import { flagReading } from './actions/flag.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('what a reader raised about the work of a QA lead is for the others: not listed, not settled, not told', async () => {
  const district = await aDistrict(world)
  const own = await aReader(world, district, { school: 'North School', roles: ['qaLead'] })
  const other = await aReader(world, district, { school: 'North School', roles: ['qaLead'] })
  const ana = await aReader(world, district, { school: 'South School' })
  await anAdmitted(world, { district, learner: own, version: await anAchievement(world) })
  await world.settle()
  const reviewId = (await take(world, ana)) ?? ''
  await flagReading(ana.ctx, { reviewId, kind: 'safety', evidenceId: null, note: 'A child is named on page 2.' })
  const { rows } = await world.owner.query('select id from review_flag where review_id = $1', [reviewId])
  const flagId = rows[0].id as string
  const pageOf = async (lead: Reader) => (await browserOf(world, await signedIn(world, lead)).get('/qa/readers')).text
  const toldOf = async ({ id }: Reader) =>
    (
      await world.owner.query(
        `select count(*)::int n from outbox where kind = 'mail' and body ->> 'template' = 'review.flag' and body ->> 'toPerson' = $1`,
        [id],
      )
    ).rows[0].n

  expect(await pageOf(own)).not.toContain('A child is named')
  expect(await pageOf(other)).toContain('A child is named')
  expect([await toldOf(own), await toldOf(other)]).toEqual([0, 1])
  await expect(settleFlag(own.ctx, flagId)).rejects.toMatchObject({ name: 'NotFound' })
  await settleFlag(other.ctx, flagId)
  expect(await pageOf(other)).not.toContain('A child is named')
})

describe('where the only QA lead handed the work in', () => {
  const raised = async () => {
    const district = await aDistrict(world)
    const own = await aReader(world, district, { school: 'North School', roles: ['qaLead'] })
    const ana = await aReader(world, district, { school: 'South School' })
    return { district, own, ana }
  }
  const raise = async (district: District, { own, ana }: { own: Reader; ana: Reader }) => {
    await anAdmitted(world, { district, learner: own, version: await anAchievement(world) })
    await world.settle()
    const reviewId = (await take(world, ana)) ?? ''
    await flagReading(ana.ctx, { reviewId, kind: 'safety', evidenceId: null, note: 'A child is named on page 2.' })
    await world.settle()
  }
  const lettersTo = async ({ email }: Someone) => {
    const { rows } = await world.owner.query('select subject, text from mail_message where address = $1', [email])
    return rows.filter(({ subject }) => subject.includes('nobody may look at it'))
  }

  test('its administrators hear that somebody must be named, and nothing of the work; named, that one sees it', async () => {
    const { district, own, ana } = await raised()
    const admin = await aReader(world, district, { roles: ['organizationAdmin'] })
    await raise(district, { own, ana })
    const [letter, ...more] = await lettersTo(admin)
    expect([more, letter.text.includes('A child is named'), letter.text.includes(own.name)]).toEqual([[], false, false])
    expect(await lettersTo(own)).toEqual([])
    const people = `/org/${district.slug}/people`
    const browser = browserOf(world, await signedIn(world, admin))
    const page = (await browser.get(people)).text
    expect(page).toContain('Something was raised, and nobody may look at it')
    expect(page).not.toContain('A child is named')
    const theirs = (await browserOf(world, await signedIn(world, own)).get(people)).text
    expect(theirs).not.toContain('Something was raised')

    const other = await aReader(world, district, { school: 'North School', roles: ['qaLead'] })
    expect((await browser.get(people)).text).not.toContain('Something was raised')
    expect((await browserOf(world, await signedIn(world, other)).get('/qa/readers')).text).toContain('A child is named')
  })

  test('who is the only administrator too is not told of their own work: those who run the site hear', async () => {
    const district = await aDistrict(world, { name: 'Ridgeview' })
    const roles = ['qaLead', 'organizationAdmin'] as const
    const own = await aReader(world, district, { school: 'North School', roles })
    const ana = await aReader(world, district, { school: 'South School' })
    const operator = await aPerson(world)
    await world.owner.query('update person set platform_admin = true where id = $1', [operator.id])
    await raise(district, { own, ana })
    expect([(await lettersTo(own)).length, (await lettersTo(operator)).length]).toEqual([0, 1])
    const page = (await browserOf(world, await signedIn(world, own)).get(`/org/${district.slug}/people`)).text
    expect(page).not.toContain('Something was raised')

    const admin = async (one: Someone) => (await browserOf(world, await signedIn(world, one)).get('/admin')).text
    const seen = await admin(operator)
    expect(seen).toContain('Something was raised, and nobody may look at it')
    expect(seen).toContain('Ridgeview: a portfolio about which a reader raised something.')
    expect(seen).toContain('Nobody else administers it: ask its administrator')
    expect(seen).not.toContain('A child is named')
    // Their own work is not told to them here either.
    await world.owner.query('update person set platform_admin = true where id = $1', [own.id])
    expect(await admin(own)).not.toContain('Ridgeview: a portfolio')
    await world.owner.query('update person set platform_admin = false where id = $1', [own.id])

    await aReader(world, district, { school: 'North School', roles: ['qaLead'] })
    expect(await admin(operator)).not.toContain('Ridgeview: a portfolio')
  })

  test('who runs the site and administers the organization is led to where a QA lead is named', async () => {
    const { district, own, ana } = await raised()
    const operator = await aReader(world, district, { roles: ['organizationAdmin'] })
    await world.owner.query('update person set platform_admin = true where id = $1', [operator.id])
    await raise(district, { own, ana })
    const browser = browserOf(world, await signedIn(world, operator))
    expect((await browser.get('/admin')).text).toMatch(
      new RegExp(`href="/org/${district.slug}/people#members">Name a QA lead at District`),
    )
    expect((await browser.get(`/org/${district.slug}/people`)).text).toContain('id="members"')
  })
})
