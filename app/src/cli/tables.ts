import type pg from 'pg'

/** Rows that live for minutes or can be asked again are left out of a backup. */
const PASSING = new Set([
  'schema_migration',
  'capability',
  'rate_count',
  'sign_in',
  'session',
  'idempotency',
  'upload',
  'privacy_export',
])

/** Every table whose loss would be felt, by name; the registry of kinds belongs to the schema, not to the data. */
export async function tablesToKeep(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1`,
  )
  return rows.map(({ name }) => name).filter((name) => !PASSING.has(name))
}
