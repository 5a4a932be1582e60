import { sql } from 'kysely'
import { type Db, on } from '../../platform/ctx.ts'
import type { VerificationTables } from './tables.ts'

type Tables = Db<VerificationTables>

/** Two readings at once leave the newer of their lists, whichever ends last. */
export async function upsertSeen(
  db: Tables,
  { url, validFrom, at }: { url: string; validFrom: Date; at: Date },
): Promise<void> {
  await on(db)
    .insertInto('statusListSeen')
    .values({ url, validFrom, seenAt: at, refusedAt: null })
    .onConflict((conflict) =>
      conflict.column('url').doUpdateSet({
        validFrom: sql<Date>`greatest(status_list_seen.valid_from, excluded.valid_from)`,
        seenAt: at,
      }),
    )
    .execute()
}

/** Which of these were not written down as refused since then. */
export async function updateRefused(
  db: Tables,
  { urls, at, since }: { urls: readonly string[]; at: Date; since: Date },
): Promise<string[]> {
  const rows = await on(db)
    .updateTable('statusListSeen')
    .set({ refusedAt: at })
    .where('url', 'in', [...urls])
    .where((is) => is.or([is('refusedAt', 'is', null), is('refusedAt', '<', since)]))
    .returning('url')
    .execute()
  return rows.map(({ url }) => url)
}

export async function deleteSeenBefore(db: Tables, before: Date): Promise<void> {
  await on(db).deleteFrom('statusListSeen').where('seenAt', '<', before).execute()
}
