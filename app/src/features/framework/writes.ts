import { type Db, on } from '../../platform/ctx.ts'
import type { Framework } from './model.ts'
import type { FrameworkWords } from './rules/translation.ts'
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

/** What a framework is called in other languages; words that are gone are gone. */
export async function replaceWords(
  db: Db<FrameworkTables>,
  frameworkId: string,
  translated: readonly { readonly language: string; readonly words: FrameworkWords }[],
): Promise<void> {
  for (const { language, words } of translated)
    await on(db)
      .insertInto('frameworkTranslation')
      .values({ frameworkId, language, body: JSON.stringify(words) })
      .onConflict((conflict) =>
        conflict.columns(['frameworkId', 'language']).doUpdateSet((is) => ({ body: is.ref('excluded.body') })),
      )
      .execute()
  const gone = on(db).deleteFrom('frameworkTranslation').where('frameworkId', '=', frameworkId)
  const spoken = translated.map(({ language }) => language)
  await (spoken.length > 0 ? gone.where('language', 'not in', spoken) : gone).execute()
}
