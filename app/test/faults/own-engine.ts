import pg from 'pg'
import type { Tables } from '../../src/database.ts'
import { createDatabase } from '../../src/platform/postgres-roles.ts'
import type { Worker } from '../../src/platform/worker.ts'
import { type Engine, startEngine } from '../../src/testing/engine.ts'
import { clockAt, type Hand, openHand } from './hand.ts'
import { forget, newFolder } from './site.ts'

export interface HandGiven {
  readonly worker?: Worker<Tables>
  readonly start?: string
}

/** A database server of this test file, and hands in databases of their own on it. `unhurried` does not wait for the disk. */
export function handsOn({ unhurried = false } = {}) {
  const folder = newFolder()
  const hands: Hand[] = []
  let engine: Engine
  let end: () => Promise<void>
  return {
    start: async () => {
      const started = await startEngine('18', unhurried ? undefined : {})
      engine = started.engine
      end = started.stop
    },
    hand: async (given: HandGiven = {}): Promise<Hand> => {
      const database = `cairn_long_${hands.length + 1}`
      const admin = new pg.Client(engine.admin)
      await admin.connect()
      await createDatabase(admin, database, { template: 'cairn_template', strategy: 'wal_log' })
      await admin.end()
      const hand = openHand({
        gate: { ...engine.gate, database },
        owner: { ...engine.owner, database },
        ...{ folder, baseUrl: 'http://localhost:3398' },
        clock: clockAt(given.start ?? '2026-10-05T15:00:00Z'),
        ...(given.worker ? { worker: given.worker } : {}),
      })
      hands.push(hand)
      return hand
    },
    stop: async () => {
      for (const hand of hands) await hand.close()
      await end()
      await forget(folder)
    },
  }
}
