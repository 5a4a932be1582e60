import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

/** What changes with everything a search is answered from. */
export interface Marks {
  /** Nothing was imported yet where it is null. */
  readonly shelf: string | null
  readonly offers: string
  readonly examples: string
}

/** One short question to the database before each search: all else is in memory as long as these stay. */
export async function readMarks(db: Db<CatalogTables>): Promise<Marks> {
  const each = sql<string | null>`md5(string_agg(achievement_id || ' ' || latest, ',' order by achievement_id))`
  const { shelf, offers, examples } = await on(db)
    .selectNoFrom((eb) => [
      eb.selectFrom('catalogState').select('stamp').as('shelf'),
      eb.selectFrom('offeringState').select('stamp').as('offers'),
      eb.selectFrom('exemplified').select(each.as('mark')).as('examples'),
    ])
    .executeTakeFirstOrThrow()
  return { shelf, offers: offers ?? '', examples: examples ?? '' }
}
