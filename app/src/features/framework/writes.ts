import { type Db, on } from '../../platform/ctx.ts'
import type { Framework } from './model.ts'
import type { FrameworkTables } from './tables.ts'

/** As the owner of the database only: the import at start. True when something changed. */
export async function upsertFramework(db: Db<FrameworkTables>, framework: Framework, now: Date): Promise<boolean> {
  const { id, version, title, license, redistributable } = framework
  const row = { version, title, license, redistributable, body: JSON.stringify(framework), importedAt: now }
  const changed = await on(db)
    .insertInto('framework')
    .values({ id, ...row })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet(row)
        .whereRef('framework.body', 'is distinct from', (is) => is.ref('excluded.body')),
    )
    .returning('id')
    .execute()
  return changed.length > 0
}
