import { afterAll, beforeAll, expect, test } from 'vitest'
import { REACHED, walkOnce } from '../../src/testing/walks.ts'
import type { Hand } from './hand.ts'
import { handsOn } from './own-engine.ts'

const engine = handsOn({ unhurried: true })
let hand: Hand
beforeAll(async () => {
  await engine.start()
  hand = await engine.hand()
})
afterAll(() => engine.stop())

test('random walks over the real actions and the real database: every promise holds, and every turn was taken', async () => {
  const met = new Map<string, number>()
  const left = () => REACHED.filter((what) => !met.has(what))
  for (let seed = 1; seed <= 10 || (left().length > 0 && seed <= 20); seed++)
    for (const [what, n] of await walkOnce(hand, seed, 60)) met.set(what, (met.get(what) ?? 0) + n)
  console.log(`walks: ${JSON.stringify(Object.fromEntries(met))}`)
  expect(left()).toEqual([])
}, 600_000)
