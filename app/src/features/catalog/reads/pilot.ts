import { type Db, on } from '../../../platform/ctx.ts'
import { NO_PILOT, type Pilot } from '../rules/pilot.ts'
import type { CatalogTables } from '../tables.ts'

/** How it went on this site, of every version and every organization together; one row, counted ahead. */
export async function findPilot(db: Db<CatalogTables>, achievementId: string): Promise<Pilot> {
  const row = await on(db)
    .selectFrom('achievementPilot')
    .select(['awards', 'medianDays', 'decisions', 'agreed'])
    .where('achievementId', '=', achievementId)
    .executeTakeFirst()
  return row ?? NO_PILOT
}
