import { sql } from 'kysely'
import { type Db, on } from './ctx.ts'

/** Facts of the whole installation, one row each: the site's name, how far the set-up came. */
export async function readKept<T>(tx: Db<T>, key: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select value from installation where key = ${key}`.execute(on(tx))
  return rows[0]?.value ?? null
}

/** The same, and nobody else changes it before this transaction ends. */
export async function readKeptForUpdate<T>(tx: Db<T>, key: string): Promise<unknown> {
  const { rows } = await sql<{
    value: unknown
  }>`select value from installation where key = ${key} for update`.execute(on(tx))
  return rows[0]?.value ?? null
}

export async function keep<T>(tx: Db<T>, key: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  await sql`insert into installation (key, value) values (${key}, ${text}::jsonb)
    on conflict (key) do update set value = excluded.value`.execute(on(tx))
}

/** True for the one caller that wrote it first. */
export async function keepFirst<T>(tx: Db<T>, key: string, value: unknown): Promise<boolean> {
  const { rows } = await sql`insert into installation (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (key) do nothing returning key`.execute(on(tx))
  return rows.length === 1
}
