import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { describeSchema } from './testing/describe-schema.ts'
import { copyTemplate } from './testing/world.ts'

const engine = inject('engine')
const database = `cairn_${randomBytes(6).toString('hex')}`
const client = new pg.Client({ ...engine.owner, database })
beforeAll(async () => {
  await copyTemplate(engine.admin, database)
  await client.connect()
})
afterAll(() => client.end())

async function rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  return (await client.query<Row>(sql)).rows
}

// Expressions are printed a little differently by each major version, so the page is compared on the one it is written with.
if (engine.name === '18')
  test('app/schema.sql is the database as migrated (npm run schema writes it)', async () => {
    const page = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8')
    expect(await describeSchema({ ...engine.owner, database })).toBe(page)
  })

describe('tenancy by keys', () => {
  test('every table is in exactly one of the lists tenant, person, global, operational', async () => {
    const strays = await rows(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'schema_migration' and not exists (select from sec.table_kind k where k.name = c.relname)`)
    expect(strays).toEqual([])
  })

  test('a tenant table has the tenant first in its primary key', async () => {
    const bad = await rows<{
      name: string
    }>(`select k.name from sec.table_kind k join pg_index i on i.indrelid = k.name::regclass and i.indisprimary
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] where k.kind = 'tenant' and a.attname <> 'tenant_id'`)
    expect(bad).toEqual([])
  })

  test('a reference between tenant tables carries the tenant', async () => {
    const bad =
      await rows(`select c.conrelid::regclass as from_table, c.confrelid::regclass as to_table from pg_constraint c
      join sec.table_kind f on f.name::regclass = c.conrelid and f.kind = 'tenant'
      join sec.table_kind t on t.name::regclass = c.confrelid and t.kind = 'tenant'
      where c.contype = 'f' and t.name <> 'organization'
        and not exists (select from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname = 'tenant_id')`)
    expect(bad).toEqual([])
  })

  test('row security is on and forced for every tenant and person table', async () => {
    const open = await rows(`select k.name from sec.table_kind k join pg_class c on c.oid = k.name::regclass
      where k.kind in ('tenant', 'person') and not (c.relrowsecurity and c.relforcerowsecurity)`)
    expect(open).toEqual([])
  })

  test('the gate and the public role can read no table', async () => {
    const readable =
      await rows(`select k.name, r.role from sec.table_kind k, (values ('cairn_gate'), ('cairn_public')) r (role)
      where k.kind <> 'global' and has_table_privilege(r.role, k.name::regclass, 'select')`)
    expect(readable).toEqual([])
  })

  test('amounts are never floating point', async () => {
    const floats = await rows(`select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relname like 'recognition%' and c.relkind = 'r' and a.atttypid in ('float4'::regtype, 'float8'::regtype)`)
    expect(floats).toEqual([])
  })
})
