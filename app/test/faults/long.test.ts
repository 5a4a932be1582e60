import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tables } from '../../src/database.ts'
import { MOST_ATTEMPTS } from '../../src/lib/retry.ts'
import { type Ctx, type Db, on } from '../../src/platform/ctx.ts'
import { append, getEntry, listenTo } from '../../src/platform/log.ts'
import { type OutboxTables, post } from '../../src/platform/outbox.ts'
import { type Courier, deliver, type Reaction, type Worker } from '../../src/platform/worker.ts'
import { aDistrict } from '../../src/testing/factories/people.ts'
import { consumers } from '../../src/work.ts'
import type { Hand } from './hand.ts'
import { chainFaults } from './history.ts'
import { handsOn } from './own-engine.ts'
import { randomCommands } from './rules.ts'

// Its backends are killed: what was acknowledged must have reached the disk, as on a site.
const own = handsOn()
const aHand = own.hand
beforeAll(own.start)
afterAll(own.stop)

describe('rules of submission and review', () => {
  test.each([11, 12, 13, 14, 15])('10,000 random commands, seed %i: the promises hold after each of them', (seed) => {
    const { faults, earned, returned } = randomCommands(seed, 10_000)
    expect(faults).toEqual([])
    expect(earned).toBeGreaterThan(100)
    expect(returned).toBeGreaterThan(10)
  })
})

describe('the chain of the log', () => {
  test('eight writers and a database whose connections die: no gap, nothing lost, nothing that was not said', async () => {
    const hand = await aHand()
    const districts = [await aDistrict(hand), await aDistrict(hand), await aDistrict(hand)]
    const said = { ok: [] as string[], never: [] as string[] }
    const end = Date.now() + 20_000
    const writers = Array.from({ length: 8 }, async (_, number) => {
      const ctx = hand.as({ tenantId: districts[number % 3]?.tenantId ?? '', system: `writer-${number}` })
      while (Date.now() < end) {
        const subjectId = ctx.newId()
        const giveUp = Math.random() < 0.1
        try {
          await ctx.transact(async (tx) => {
            await append(ctx, tx, { type: 'test.said', subjectId, body: { number } })
            if (giveUp) throw new Error('thought better of it')
          })
          said.ok.push(subjectId)
        } catch {
          if (giveUp) said.never.push(subjectId)
          await pause(5)
        }
      }
    })
    let ended = 0
    for (let round = 0; Date.now() < end - 2_000; round++) {
      await pause(randomInt(50, 700))
      ended += await endConnections(hand, round === 12)
    }
    await Promise.all(writers)
    await until(() => hand.owner.query('select 1'))
    expect(await chainFaults(hand.owner)).toEqual([])
    const { rows } = await hand.owner.query(`select subject_id from log_entry where type = 'test.said'`)
    const written = rows.map(({ subject_id }) => subject_id as string)
    const there = new Set(written)
    expect(there.size).toBe(written.length)
    expect(said.ok.filter((id) => !there.has(id))).toEqual([])
    expect(said.never.filter((id) => there.has(id))).toEqual([])
    console.log(`chain: ${said.ok.length} lines acknowledged, ${written.length} written, ${ended} connections ended`)
    expect(said.ok.length).toBeGreaterThan(100)
    expect(ended).toBeGreaterThan(10)
  }, 90_000)

  /** Some of the writers' connections, by the server's own word or, hard, by SIGKILL: then all of them start anew. */
  async function endConnections(hand: Hand, hard: boolean): Promise<number> {
    const where = `from pg_stat_activity where usename = 'cairn_gate' and datname = current_database()`
    try {
      const { rows } = hard
        ? await hand.owner.query(`select pid ${where} limit 1`)
        : await hand.owner.query(`select pg_terminate_backend(pid) as pid ${where} and random() < 0.3`)
      if (hard && rows[0]) process.kill(rows[0].pid, 'SIGKILL')
      return rows.length
    } catch {
      return 0
    }
  }

  async function until(works: () => Promise<unknown>): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      try {
        await works()
        return
      } catch {
        await pause(100)
      }
    }
    throw new Error('The database did not come back')
  }
})

describe('the outbox', () => {
  async function aLetter(hand: Hand, kind = 'parcel'): Promise<string> {
    const ctx = hand.as({ system: 'test' })
    return ctx.transact((tx) => post(ctx, tx, { kind, body: {} }))
  }
  async function rowOf(hand: Hand, id: string) {
    const { rows } = await hand.owner.query('select * from outbox where id = $1', [id])
    return rows[0]
  }
  const workerOf = (courier: Courier<Tables>): Worker<Tables> => ({
    reactions: new Map(),
    couriers: new Map([['parcel', courier]]),
  })

  test.each([1, 3, 9])(
    'a courier that throws %i times and then works: each try later than the last, done once',
    async (times) => {
      const tries: string[] = []
      const worker = workerOf(async (_ctx, { id, attempts }) => {
        tries.push(id)
        if (attempts <= times) throw new Error('the road is closed')
      })
      const hand = await aHand({ worker })
      const id = await aLetter(hand)
      const pauses: number[] = []
      for (let round = 0; round < times; round++) {
        await hand.settle()
        const row = await rowOf(hand, id)
        expect(row).toMatchObject({ state: 'due', attempts: round + 1, error: 'Error' })
        pauses.push(row.next_at - hand.clock.now().getTime())
        hand.clock.set(row.next_at)
      }
      await hand.settle()
      expect(await rowOf(hand, id)).toMatchObject({ state: 'done', attempts: times + 1, error: null })
      await hand.settle()
      expect(tries).toHaveLength(times + 1)
      for (const [place, milliseconds] of pauses.entries()) {
        const plain = Math.min(5_000 * 2 ** place, 3_600_000)
        expect(milliseconds).toBeGreaterThanOrEqual(plain * 0.8 - 1)
        expect(milliseconds).toBeLessThanOrEqual(plain * 1.2 + 1)
      }
    },
  )

  test('F-poison-job: what fails every time is given up after its tries, and others are carried meanwhile', async () => {
    const carried: string[] = []
    let poison = ''
    const worker = workerOf(async (_ctx, { id }) => {
      if (id === poison) throw new Error('never')
      carried.push(id)
    })
    const hand = await aHand({ worker })
    poison = await aLetter(hand)
    for (let round = 0; round < MOST_ATTEMPTS + 2; round++) {
      const other = await aLetter(hand)
      await hand.settle()
      expect((await rowOf(hand, other)).state).toBe('done')
      hand.clock.advance(4_400_000)
    }
    expect(await rowOf(hand, poison)).toMatchObject({ state: 'dead', attempts: MOST_ATTEMPTS })
    expect(carried).toHaveLength(MOST_ATTEMPTS + 2)
  })

  test('while one carries a letter nobody else does, however often it is woken', async () => {
    let inHand = 0
    let most = 0
    let carried = 0
    const worker = workerOf(async () => {
      most = Math.max(most, ++inHand)
      await pause(300)
      inHand--
      carried++
    })
    const hand = await aHand({ worker })
    const id = await aLetter(hand)
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => pause(n * 20).then(() => deliver(hand.home, worker, id))),
    )
    expect([most, carried]).toEqual([1, 1])
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
  })

  test('a letter whose carrier vanished comes back after its lease; the same letter, one more try', async () => {
    let vanish = true
    const worker = workerOf(() => (vanish ? new Promise(() => undefined) : Promise.resolve()))
    const hand = await aHand({ worker })
    const id = await aLetter(hand)
    void deliver(hand.home, worker, id)
    await pause(500)
    vanish = false
    await hand.settle()
    expect((await rowOf(hand, id)).state).toBe('due')
    hand.clock.advance(16_000)
    await hand.settle()
    expect(await rowOf(hand, id)).toMatchObject({ state: 'done', attempts: 2 })
  })

  test('a reaction that throws has done nothing; at last it has done it once', async () => {
    let times = 0
    const reaction: Reaction<Tables> = async (ctx: Ctx<Tables>, tx: Db<Tables>, entry) => {
      await append(ctx, tx, { type: 'test.heard', subjectId: entry.subjectId, body: {} })
      if (++times < 4) throw new Error('not today')
    }
    const worker = { reactions: new Map([['test.hear', reaction]]), couriers: new Map() }
    const hand = await aHand({ worker })
    const { tenantId } = await aDistrict(hand)
    listenTo(new Map([['test.said', ['test.hear']]]))
    const ctx = hand.as({ tenantId, system: 'test' })
    const said = await ctx.transact((tx) => append(ctx, tx, { type: 'test.said', subjectId: ctx.newId(), body: {} }))
    listenTo(consumers())
    const { subjectId } = await ctx.transact((tx) => getEntry(tx, said))
    const heard = async () =>
      (await hand.owner.query(`select 1 from log_entry where type = 'test.heard' and subject_id = $1`, [subjectId]))
        .rowCount
    for (let round = 0; round < 3; round++) {
      await hand.settle()
      expect(await heard()).toBe(0)
      hand.clock.advance(3_600_000)
    }
    await hand.settle()
    await hand.settle()
    expect([times, await heard()]).toEqual([4, 1])
    expect(await chainFaults(hand.owner)).toEqual([])
  })

  test('letters of a deed that was rolled back do not exist', async () => {
    const hand = await aHand()
    const ctx = hand.as({ system: 'test' })
    const deed = ctx.transact(async (tx) => {
      await post(ctx, tx, { kind: 'parcel', body: {} })
      throw new Error('no')
    })
    await expect(deed).rejects.toThrow('no')
    const left = await hand.home.db.asWorker((tx) =>
      on<OutboxTables>(tx).selectFrom('outbox').select('id').where('kind', '=', 'parcel').execute(),
    )
    expect(left).toEqual([])
  })
})
