import { afterAll, beforeAll, expect, test } from 'vitest'
import { historyOf } from '../../platform/log.ts'
import { browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, join, signedIn } from '../../testing/factories/people.ts'
import { aReader } from '../../testing/factories/reader.ts'
import { anAdmitted, aScore, take } from '../../testing/factories/review.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { saveSheet } from './actions/save.ts'
import { submitReading, submitSheet } from './actions/submit.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function scene() {
  const district = await aDistrict(world)
  const learner = await aPerson(world, { name: 'Quuxalina Zweibrunn' })
  await join(world, district, { person: learner, school: 'North School' })
  const work = await anAdmitted(world, { district, learner, version: await anAchievement(world) })
  await world.settle()
  const ana = await aReader(world, district, { name: 'Xaviera Frobnik', school: 'South School' })
  const lead = await aReader(world, district, { roles: ['qaLead'] })
  const reviewId = (await take(world, ana)) ?? ''
  let version = 1
  const send = async (level: string, overall: string) => {
    const scores = ['C1', 'C2', 'C3'].map((id) => ({ ...aScore(id, level, work.evidenceIds[0] ?? ''), nextStep: '' }))
    const sheet = { reviewId, version, scores, overall, submitKey: world.home.ports.newId() }
    const refused = await submitSheet(ana.ctx, sheet).then(
      () => null,
      (error) => error,
    )
    version++
    return refused?.fields as Record<string, string> | undefined
  }
  const lines = async () =>
    (await ana.ctx.transact((tx) => historyOf(tx, ana.ctx.scope.tenantId, work.submissionId)))
      .map(({ type }) => type)
      .filter((type) => type === 'review.namesFound' || type === 'review.flagged')
  return { ana, lead, reviewId, send, lines }
}

test('a name is not confirmed while anything else is to mend', async () => {
  const { send, lines } = await scene()
  const right = await send('not_yet', 'Is this Zweibrunn?')
  const wrong = await send('not_yet', 'Is this Miller?')
  expect(right).toEqual(wrong)
  expect(Object.values(right ?? {})).not.toContain('review.lint.identity')
  expect(await lines()).toEqual([])
})

test('each name that holds feedback back is written down; at the third a QA lead hears who tried', async () => {
  const { lead, send, lines } = await scene()
  const named = { overall: 'review.lint.identity' }
  for (const _time of [1, 2]) expect(await send('demonstrated', 'Well done, Zweibrunn')).toEqual(named)
  const page = async () => (await browserOf(world, await signedIn(world, lead)).get('/qa/readers')).text
  expect(await lines()).toEqual(['review.namesFound', 'review.namesFound'])
  expect(await page()).not.toContain('pressed send three times')
  for (const _time of [3, 4]) expect(await send('demonstrated', 'Well done, Quuxalina')).toEqual(named)
  expect(await lines()).toEqual([
    ...['review.namesFound', 'review.namesFound', 'review.namesFound'],
    ...['review.flagged', 'review.namesFound'],
  ])
  expect(await page()).toContain('Xaviera Frobnik pressed send three times')
  const mails = await world.owner.query(
    `select body ->> 'toPerson' as to, body -> 'values' as values from outbox where kind = 'mail' and body ->> 'template' = 'review.namesFound'`,
  )
  expect(mails.rows).toEqual([{ to: lead.id, values: {} }])
})

test('a program that submits what was saved is written down as well', async () => {
  const { ana, reviewId, lines } = await scene()
  const scores = ['C1', 'C2', 'C3'].map((id) => aScore(id, 'demonstrated', ''))
  const saved = await saveSheet(ana.ctx, { reviewId, version: 1, scores, overall: 'Well done, Zweibrunn' })
  const ask = { reviewId, version: saved.version, submitKey: world.home.ports.newId() }
  await expect(submitReading(ana.ctx, ask)).rejects.toMatchObject({ because: 'lint' })
  expect(await lines()).toEqual(['review.namesFound'])
})
