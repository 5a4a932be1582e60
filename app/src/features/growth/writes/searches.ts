import { type Db, on, type PersonScope } from '../../../platform/ctx.ts'
import type { GrowthTables, SavedSearch } from '../tables.ts'

/** The same search again takes the new name. */
export async function upsertSearch(
  db: Db<GrowthTables>,
  { personId }: PersonScope,
  { name, ...search }: Omit<SavedSearch, 'personId'>,
): Promise<void> {
  await on(db)
    .insertInto('savedSearch')
    .values({ ...search, name, personId })
    .onConflict((conflict) => conflict.columns(['personId', 'address']).doUpdateSet({ name }))
    .execute()
}

/** @returns false where there was none */
export async function deleteSearch(db: Db<GrowthTables>, { personId }: PersonScope, id: string): Promise<boolean> {
  const { numDeletedRows } = await on(db)
    .deleteFrom('savedSearch')
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
