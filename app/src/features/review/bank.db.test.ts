import { afterAll, beforeAll, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, join, signedIn } from '../../testing/factories/people.ts'
import { aReader } from '../../testing/factories/reader.ts'
import { anAdmitted, take } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { addBankLine, takeOutBankLine } from './actions/bank.ts'
import { listBankLines } from './reads/bank.ts'
import { getFeedbackFacts } from './reads/feedback.ts'
import { findReview } from './reads/reviews.ts'
import { readingDesk } from './views/desk.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const LINE = 'One more example, with the day and the words that were spoken, would show it.'

async function aDesk() {
  const district = await aDistrict(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  await anAdmitted(world, { district, learner, version: await anAchievement(world) })
  await world.settle()
  const lead = await aReader(world, district, { roles: ['qaLead'] })
  const reader = await aReader(world, district, { school: 'East School' })
  const reviewId = (await take(world, reader)) ?? ''
  return { district, lead, reader, reviewId }
}
type Scene = Awaited<ReturnType<typeof aDesk>>

async function bankAtDesk({ reader, reviewId }: Scene): Promise<readonly string[]> {
  const desk = await readingDesk(reader.ctx, reviewId)
  return 'bank' in desk ? desk.bank : []
}

test('a QA lead adds a line; every reader finds it at the desk until it is taken out', async () => {
  const scene = await aDesk()
  await addBankLine(scene.lead.ctx, { text: LINE })
  await addBankLine(scene.lead.ctx, { text: LINE })
  expect(await bankAtDesk(scene)).toEqual([LINE])
  const page = await browserOf(world, await signedIn(world, scene.reader)).get(`/assess/read/${scene.reviewId}`)
  expect(page.text).toContain(LINE)
  expect(page.text).toContain('What counts here')
  const { ctx } = scene.lead
  const [line] = await ctx.transact((tx) => listBankLines(tx, ctx.scope))
  await takeOutBankLine(ctx, line?.id ?? '')
  expect(await bankAtDesk(scene)).toEqual([])
  await expect(takeOutBankLine(ctx, line?.id ?? '')).rejects.toMatchObject({ name: 'NotFound' })
})

test('whoever uses a line copies nobody, also after it was taken out', async () => {
  const { lead, reader, reviewId } = await aDesk()
  await addBankLine(lead.ctx, { text: LINE })
  const [line] = await lead.ctx.transact((tx) => listBankLines(tx, lead.ctx.scope))
  await takeOutBankLine(lead.ctx, line?.id ?? '')
  const facts = await reader.ctx.transact(async (tx) => {
    const review = await findReview(tx, reader.ctx.scope, reviewId)
    if (!review) throw new Error('No reading.')
    return getFeedbackFacts(tx, reader.ctx.scope, { review, accountId: reader.id, scores: [], now: world.clock.now() })
  })
  expect(facts.commentBank).toEqual([LINE])
})

test('the bank of one organization is closed to the other, and to whoever only reads', async () => {
  const [here, there] = [await aDesk(), await aDesk()]
  await addBankLine(here.lead.ctx, { text: LINE })
  expect(await bankAtDesk(there)).toEqual([])
  const [line] = await here.lead.ctx.transact((tx) => listBankLines(tx, here.lead.ctx.scope))
  await expect(takeOutBankLine(there.lead.ctx, line?.id ?? '')).rejects.toMatchObject({ name: 'NotFound' })
  await expect(addBankLine(here.reader.ctx, { text: LINE })).rejects.toMatchObject({ because: 'role-needed' })
  await expect(takeOutBankLine(here.reader.ctx, line?.id ?? '')).rejects.toMatchObject({ because: 'role-needed' })
  expect(await bankAtDesk(here)).toEqual([LINE])
})

test('sixty lines are enough; one more is refused and kept in the form', async () => {
  const { lead } = await aDesk()
  for (let n = 1; n <= 60; n++) await addBankLine(lead.ctx, { text: `Line ${n} about the work.` })
  const browser = browserOf(world, await signedIn(world, lead))
  const refused = await browser.post('/qa/bank', { text: LINE }, '/qa/readers')
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('The bank holds 60 lines. Take one out first.')
  expect(refused.text).toContain(`>${LINE}</textarea>`)
  const empty = await browser.post('/qa/bank', { text: '   ' }, '/qa/readers')
  expect(empty.text).toContain('Write the line first.')
})
