import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { BASE_URL, openWorld, type World } from '../testing/world.ts'
import { failureOf } from './failure.ts'
import { migrate, NewerSchema } from './migrate.ts'
import { createDatabase } from './postgres-roles.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('F-query-deadline: every connection has a deadline, and what runs past it is stopped with a sentence of its own', async () => {
  const { rows } = await world.home.db.pool.query(
    `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`,
  )
  expect(rows).toEqual([{ statement: '5s', lock: '5s' }])
  const client = await world.home.db.pool.connect()
  await client.query('begin; set local statement_timeout = 30')
  const late = await client.query('select pg_sleep(5)').catch((error: unknown) => error)
  await client.query('rollback')
  client.release()
  expect(failureOf(late)).toMatchObject({ status: 503, because: 'took-too-long', headers: { 'retry-after': '30' } })
})

test('F-query-deadline: a request that waits for a lock too long gets 503, and afterwards the page is there again', async () => {
  const holder = await world.owner.connect()
  await holder.query('begin; lock table issuer_key, organization, achievement in access exclusive mode')
  const answer = await world.app.request(`${BASE_URL}/issuers/nobody-yet`, { headers: { accept: 'text/html' } })
  await holder.query('rollback')
  holder.release()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30'])
  expect(await answer.text()).toContain('This took longer than it may')
  expect((await world.app.request(`${BASE_URL}/issuers/nobody-yet`)).status).toBe(404)
}, 30_000)

test('F-migration-interrupted: half a migration is none, the next start does it whole, and an older program refuses', async () => {
  const { admin, owner } = inject('engine')
  const name = `cairn_half_${Date.now()}`
  const client = new pg.Client(admin)
  await client.connect()
  await createDatabase(client, name)
  const target = { ...owner, database: name }
  const first = { name: '0001-first', sql: 'create table first (id int)' }
  const half = {
    name: '0002-second',
    sql: 'create table second (id int); select pg_terminate_backend(pg_backend_pid())',
  }
  const whole = { name: '0002-second', sql: 'create table second (id int)' }
  await expect(migrate(target, [first, half])).rejects.toThrow('Migration 0002-second stopped: ')
  expect(await tablesOf(target)).toEqual(['first'])
  expect(await migrate(target, [first, whole])).toEqual(['0002-second'])
  expect(await tablesOf(target)).toEqual(['first', 'second'])
  await expect(migrate(target, [first])).rejects.toThrow(NewerSchema)
  await expect(migrate(target, [first])).rejects.toThrow('made by a newer Cairn (0002-second)')
  await client.query(`drop database ${name} with (force)`)
  await client.end()
})

async function tablesOf(target: pg.ClientConfig): Promise<string[]> {
  const client = new pg.Client(target)
  await client.connect()
  const { rows } = await client.query(
    `select tablename from pg_tables where tablename in ('first', 'second') order by 1`,
  )
  await client.end()
  return rows.map(({ tablename }) => tablename)
}
