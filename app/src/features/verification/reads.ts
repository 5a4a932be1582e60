import { type Db, on } from '../../platform/ctx.ts'
import type { VerificationTables } from './tables.ts'

type Tables = Db<VerificationTables>

/** From when the newest list seen at each of these addresses holds. */
export async function newestSeen(db: Tables, urls: readonly string[]): Promise<Map<string, Date>> {
  const rows = await on(db)
    .selectFrom('statusListSeen')
    .select(['url', 'validFrom'])
    .where('url', 'in', [...urls])
    .execute()
  return new Map(rows.map(({ url, validFrom }) => [url, validFrom]))
}

export interface OlderList {
  readonly url: string
  readonly refusedAt: Date
}

/** Where an older list came in place of a newer one, the last first. */
export async function listOlderCame(db: Tables, since: Date): Promise<OlderList[]> {
  const rows = await on(db)
    .selectFrom('statusListSeen')
    .select(['url', 'refusedAt'])
    .where('refusedAt', '>=', since)
    .orderBy('refusedAt', 'desc')
    .limit(10)
    .execute()
  return rows.flatMap(({ url, refusedAt }) => (refusedAt ? [{ url, refusedAt }] : []))
}
