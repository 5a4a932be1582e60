import { afterAll, beforeAll, expect, test } from 'vitest'
import { walkOnce } from '../../testing/walks.ts'
import { openWorld, type World } from '../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

// Many seeds and longer ways: npm run test:faults.
test('E-skipped-steps a random walk of readers, an adjudicator, retries and pauses never leaves the tables', async () => {
  const met = await walkOnce(world, 1, 25)
  expect(met.get('submitted') ?? 0).toBeGreaterThan(0)
}, 120_000)
