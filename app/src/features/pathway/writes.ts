import { type Db, on } from '../../platform/ctx.ts'
import type { Stack } from './reads.ts'
import type { PathwayTables } from './tables.ts'

/** As the owner of the database only: the import at start. These and no others. */
export async function replaceStacks(db: Db<PathwayTables>, stacks: readonly Stack[]): Promise<void> {
  const rows = stacks.map(({ words, rule, ...stack }) => ({
    ...stack,
    words: JSON.stringify(words),
    rule: JSON.stringify(rule),
  }))
  await on(db)
    .transaction()
    .execute(async (tx) => {
      await tx.deleteFrom('stack').execute()
      if (rows.length > 0) await tx.insertInto('stack').values(rows).execute()
    })
}
