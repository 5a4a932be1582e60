import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { GrowthTables, SavedSearch } from '../tables.ts'

/** The oldest first: a list somebody made stays in its order. */
export async function listSearches(db: Db<GrowthTables>, { personId }: PersonScope): Promise<SavedSearch[]> {
  return on(db)
    .selectFrom('savedSearch')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
}
