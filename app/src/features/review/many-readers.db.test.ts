import { afterAll, beforeAll, expect, test } from 'vitest'
import { queriesOf } from '../../testing/count-queries.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join } from '../../testing/factories/people.ts'
import { aReader, asMember, type Reader } from '../../testing/factories/reader.ts'
import { anAdmitted, aRetry, pastUndo, readThrough, take } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { tellReaders } from './actions/tell.ts'
import { getReader, getVisitor, listReadersFor, listVisitors } from './reads/people.ts'
import { readersPage } from './views/readers.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const DAY = 86_400_000

/** A retry that the two who read the first attempt are kept away from, and a QA lead who looks at it. */
async function aWaitingRetry() {
  const district = await aDistrict(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  const work = await anAdmitted(world, { district, learner, version: await anAchievement(world) })
  await world.settle()
  const lead = await aReader(world, district, { roles: ['qaLead'] })
  const readers = [await aReader(world, district), await aReader(world, district, { school: 'East School' })]
  for (const reader of readers) {
    const reviewId = (await take(world, reader)) ?? ''
    await readThrough(world, reader, { reviewId, work, levels: { C1: 'not_yet' } })
  }
  await pastUndo(world)
  await aRetry(world, work, { banked: [] })
  await world.settle()
  world.clock.advance(4 * DAY)
  return { district, lead, readers }
}

async function more(district: District, count: number): Promise<Reader[]> {
  const readers: Reader[] = []
  for (let n = 0; n < count; n++) readers.push(await aReader(world, district, { school: 'North School' }))
  return readers
}
const asSystem = ({ tenantId }: District) => world.as({ tenantId, system: 'test' })
/** What is asked; letters that leave are written one by one, each with its call. */
const asked = (queries: readonly string[]) => queries.filter((query) => !/^insert into "outbox"|sec\.wake/.test(query))

test('the facts of twenty readers take as many queries as those of two, and say of each what is said of one', async () => {
  const { district, readers } = await aWaitingRetry()
  const ctx = asSystem(district)
  const now = ctx.now()
  const idsOf = (all: readonly Reader[]) => all.map(({ id }) => id)
  const ask = (accountIds: readonly string[]) => () =>
    ctx.transact(async (tx) => {
      await listReadersFor(tx, ctx.scope, { accountIds, now })
      await listVisitors(tx, ctx.scope, { accountIds, now })
    })
  const ofTwo = await queriesOf(world, ask(idsOf(readers)))
  const twenty = idsOf([...readers, ...(await more(district, 18))])
  const ofTwenty = await queriesOf(world, ask(twenty))
  expect(ofTwo.length).toBeGreaterThan(5)
  expect(ofTwenty).toHaveLength(ofTwo.length)
  await ctx.transact(async (tx) => {
    const together = await listReadersFor(tx, ctx.scope, { accountIds: twenty, now })
    for (const [place, accountId] of twenty.entries())
      expect(together[place]).toEqual(await getReader(tx, ctx.scope, { accountId, now }))
    expect(together[0]?.facts.load.week).toBe(1)
    expect(together[5]?.facts.load.week).toBe(0)
  })
})

test('assessors who never read yet are looked at together too, each in their own language', async () => {
  const { district } = await aWaitingRetry()
  const ctx = asSystem(district)
  const fresh: string[] = []
  for (let n = 0; n < 20; n++) {
    const person = await aPerson(world)
    if (n % 2) await world.owner.query(`update person set locale = 'es' where id = $1`, [person.id])
    await join(world, district, { person, school: 'South School', roles: ['assessor'] })
    fresh.push(person.id)
  }
  const now = ctx.now()
  const ask = (accountIds: readonly string[]) => () =>
    ctx.transact((tx) => listVisitors(tx, ctx.scope, { accountIds, now }))
  expect(await queriesOf(world, ask(fresh))).toHaveLength((await queriesOf(world, ask(fresh.slice(0, 2)))).length)
  await ctx.transact(async (tx) => {
    const together = await listVisitors(tx, ctx.scope, { accountIds: fresh, now })
    expect(together.map(({ facts }) => facts.languages)).toEqual(fresh.map((_, n) => (n % 2 ? ['en', 'es'] : ['en'])))
    expect(together[1]).toEqual(await getVisitor(tx, ctx.scope, { accountId: fresh[1] ?? '', now }))
  })
})

test('telling the readers that something waits asks no more of twenty than of two', async () => {
  const { district } = await aWaitingRetry()
  const ctx = asSystem(district)
  const told = async () => {
    const sql = `select count(*)::int as n from outbox where tenant_id = $1 and body ->> 'template' = 'review.work'`
    return (await world.owner.query(sql, [district.tenantId])).rows[0]?.n
  }
  const before = await told()
  for (let n = 0; n < 2; n++) await aReader(world, district, { school: 'South School' })
  const ofTwo = asked(await queriesOf(world, () => tellReaders(ctx)))
  expect(await told()).toBe(before + 2)
  for (let n = 0; n < 20; n++) await aReader(world, district, { school: 'South School' })
  const ofTwenty = asked(await queriesOf(world, () => tellReaders(ctx)))
  expect(await told()).toBe(before + 22)
  expect(ofTwenty).toHaveLength(ofTwo.length)
})

test('the QA lead’s page of what is stuck asks no more where twenty could read than where two could', async () => {
  const { district, lead } = await aWaitingRetry()
  const ctx = asMember(world, district, { person: lead, roles: ['qaLead'] })
  const stuck = await readersPage(ctx)
  expect(stuck.stuck).toHaveLength(1)
  const ofTwo = await queriesOf(world, () => readersPage(ctx))
  await more(district, 18)
  const ofTwenty = await queriesOf(world, () => readersPage(ctx))
  expect(ofTwenty).toHaveLength(ofTwo.length)
})
