import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tables } from '../database.ts'
import { openWorld, type World } from '../testing/world.ts'
import { on } from './ctx.ts'
import { append, chained, type LogTables } from './log.ts'

const TENANT = '01900000-0000-7000-8000-000000000001'
const OTHER = '01900000-0000-7000-8000-000000000002'
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function write(tenantId: string, type: `${string}.${string}`, body = {}) {
  const ctx = world.as({ tenantId, system: 'test' })
  return ctx.transact((tx) => append(ctx, tx, { type, subjectId: 'thing', body }))
}

test('entries are numbered without gaps, also when many are written at once', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => write(TENANT, 'test.happened')))
  expect([...ids].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})

test('each entry is chained to the one before, so that an altered one is found', async () => {
  const { rows } = await world.owner.query('select * from log_entry order by id')
  let before = Buffer.alloc(0)
  for (const row of rows) {
    expect(row.prev_hash).toEqual(before)
    const entry = {
      id: Number(row.id),
      at: row.at,
      type: row.type,
      tenantId: row.tenant_id,
      personId: row.person_id,
      subjectId: row.subject_id,
      actorId: row.actor_id,
      body: row.body,
    }
    expect(row.hash).toEqual(chained(before, entry))
    before = row.hash
  }
})

test('the log refuses change and deletion, for the owner too', async () => {
  await expect(world.owner.query(`update log_entry set type = 'test.other'`)).rejects.toThrow('append-only')
  await expect(world.owner.query('delete from log_entry')).rejects.toThrow('append-only')
  await expect(world.owner.query('truncate log_entry')).rejects.toThrow('append-only')
})

test('one tenant does not see the entries of another', async () => {
  await write(OTHER, 'test.secret')
  const mine = await world
    .as({ tenantId: TENANT, system: 'test' })
    .transact((tx) => on<LogTables & Tables>(tx).selectFrom('logEntry').select('type').execute())
  expect(mine.map((row) => row.type)).not.toContain('test.secret')
})

test('without a tenant nothing can be seen or written', async () => {
  const seen = await world.home.db.enter({ tenantId: null, personId: null }, (tx) =>
    on<LogTables>(tx).selectFrom('logEntry').selectAll().where('tenantId', 'is not', null).execute(),
  )
  expect(seen).toEqual([])
})
