import { sql } from 'kysely'
import type { Counter } from '../lib/counter.ts'
import { type Db, on } from './ctx.ts'

/** Takes one of each in order; a full one stops, so that the later ones lose nothing by it. Seconds to wait, or 0. */
export async function takeOne<T>(tx: Db<T>, counters: readonly Counter[], now: Date): Promise<number> {
  for (const counter of counters) {
    const wait = await take(tx, counter, now)
    if (wait > 0) return wait
  }
  return 0
}

async function take<T>(tx: Db<T>, { bucket, limit, minutes }: Counter, now: Date): Promise<number> {
  const ends = new Date(now.getTime() + minutes * 60_000)
  const { rows } = await sql<{ count: number; endsAt: Date }>`
    insert into rate_count as r (bucket, count, ends_at) values (${bucket}, 1, ${ends})
    on conflict (bucket) do update set
      count = case when r.ends_at <= ${now} or r.ends_at > ${ends} then 1 else r.count + 1 end,
      ends_at = case when r.ends_at <= ${now} or r.ends_at > ${ends} then ${ends} else r.ends_at end
    returning count, ends_at`.execute(on(tx))
  const [row] = rows
  if (!row || row.count <= limit) return 0
  return Math.max(1, Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000))
}
