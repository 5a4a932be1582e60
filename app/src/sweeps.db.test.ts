import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startWorker } from './platform/worker.ts'
import { openWorld, type World } from './testing/world.ts'
import { couriers, reactions } from './work.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a sweep that fails is said, and the next ones run all the same', async () => {
  const ran: string[] = []
  const failing = () => Promise.reject(new Error('the key of one organization does not open'))
  const worker = await startWorker(world.home, { reactions, couriers }, [failing, async () => void ran.push('second')])
  await vi.waitFor(() => expect(ran).toEqual(['second']), { timeout: 10_000 })
  await worker.stop()
  expect(world.logLines.filter((line) => line.includes('sweep failed'))).toHaveLength(1)
})
