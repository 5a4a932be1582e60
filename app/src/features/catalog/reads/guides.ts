import type { Selectable } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

export type GuideRow = Selectable<CatalogTables['guide']>

/** What a list says of each, in the order of the list. */
export async function listGuides(db: Db<CatalogTables>, language: 'en' | 'es') {
  return on(db)
    .selectFrom('guide')
    .select(['slug', 'title', 'lead'])
    .where('language', '=', language)
    .orderBy('place')
    .execute()
}

export async function findGuide(
  db: Db<CatalogTables>,
  { slug, language }: Pick<GuideRow, 'slug' | 'language'>,
): Promise<GuideRow | undefined> {
  return on(db)
    .selectFrom('guide')
    .selectAll()
    .where('slug', '=', slug)
    .where('language', '=', language)
    .executeTakeFirst()
}
