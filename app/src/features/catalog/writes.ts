import { sql } from 'kysely'
import { type Db, on } from '../../platform/ctx.ts'
import type { AchievementContent } from './model.ts'
import type { SearchText } from './rules/search-rank.ts'
import type { SynonymGroups } from './rules/search-words.ts'
import type { CardRow, CatalogTables, LintLists, Work } from './tables.ts'

type Catalog = Db<CatalogTables>

/** One import at a time, whole or not at all. */
export async function inImport<Result>(db: Catalog, work: (tx: Catalog) => Promise<Result>): Promise<Result> {
  return on(db)
    .transaction()
    .execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(hashtext('cairn catalog import'))`.execute(tx)
      return work(tx as unknown as Catalog)
    })
}

interface Identity {
  id: string
  ctdlId: string
  code: string
  slug: string
  strand: string
  visibility: 'public' | 'organization'
  createdAt: Date
}

export async function insertIdentity(db: Catalog, identity: Identity): Promise<void> {
  await on(db).insertInto('achievement').values(identity).execute()
}

/** A new address keeps the old one as a way to it. */
export async function updateIdentity(
  db: Catalog,
  { id, slug, strand, visibility }: Omit<Identity, 'ctdlId' | 'code' | 'createdAt'>,
): Promise<void> {
  const before = await on(db).selectFrom('achievement').select('slug').where('id', '=', id).executeTakeFirstOrThrow()
  await on(db).updateTable('achievement').set({ slug, strand, visibility }).where('id', '=', id).execute()
  if (before.slug === slug) return
  await on(db).deleteFrom('achievementFormerSlug').where('slug', '=', slug).execute()
  await on(db)
    .insertInto('achievementFormerSlug')
    .values({ slug: before.slug, achievementId: id })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet({ achievementId: id }))
    .execute()
}

interface NewVersion {
  id: string
  achievementId: string
  version: string
  language: string
  title: string
  summary: string
  content: AchievementContent
  digest: string
  sourceHash: string
  publishedAt: Date
}

/** Published for good, and from now on what the catalogue shows. */
export async function insertVersion(db: Catalog, { content, ...version }: NewVersion): Promise<void> {
  await on(db)
    .insertInto('achievementVersion')
    .values({ ...version, content: JSON.stringify(content), starter: true })
    .execute()
  await on(db)
    .updateTable('achievement')
    .set({ currentVersionId: version.id })
    .where('id', '=', version.achievementId)
    .execute()
}

export interface Shelved {
  achievementId: string
  visibility: 'public' | 'organization'
  text: SearchText
  card: CardRow
}

/** Cards and words of what the public may find. */
export async function upsertShelf(db: Catalog, shelved: readonly Shelved[]): Promise<void> {
  const open = shelved.filter(({ visibility }) => visibility === 'public')
  const closed = shelved.filter(({ visibility }) => visibility !== 'public').map(({ achievementId }) => achievementId)
  if (closed.length) await on(db).deleteFrom('achievementSearch').where('achievementId', 'in', closed).execute()
  if (!open.length) return
  await sql`
    insert into achievement_search (achievement_id, text, card, words)
    select r.id, r.text, r.card,
      setweight(to_tsvector('catalog_words', (r.text ->> 'code') || (r.text ->> 'title')), 'A') ||
      setweight(to_tsvector('catalog_words', (r.text ->> 'competency') || (r.text ->> 'keyMethod')), 'B') ||
      setweight(to_tsvector('catalog_words', r.text ->> 'components'), 'C') ||
      setweight(to_tsvector('catalog_words', r.text ->> 'rest'), 'D')
    from jsonb_to_recordset(${JSON.stringify(open.map(({ achievementId, text, card }) => ({ id: achievementId, text, card })))}::jsonb)
      as r (id uuid, text jsonb, card jsonb)
    on conflict (achievement_id) do update set words = excluded.words, text = excluded.text, card = excluded.card`.execute(
    on(db),
  )
  await insertWords(db, open)
}

async function insertWords(db: Catalog, shelved: readonly Shelved[]): Promise<void> {
  const words = new Set(shelved.flatMap(({ text }) => Object.values(text).flatMap((line) => line.trim().split(' '))))
  await sql`
    insert into search_word (word, stem)
    select word, coalesce((ts_lexize('english_stem', word))[1], word) from unnest(${[...words]}::text[]) word
    where word <> '' and char_length(word) <= 60
    on conflict do nothing`.execute(on(db))
}

export async function upsertWorks(db: Catalog, works: readonly (Work & { verified: boolean })[]): Promise<void> {
  if (!works.length) return
  await on(db)
    .insertInto('bibliography')
    .values([...works])
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((is) => ({
        authors: is.ref('excluded.authors'),
        year: is.ref('excluded.year'),
        title: is.ref('excluded.title'),
        venue: is.ref('excluded.venue'),
        address: is.ref('excluded.address'),
        verified: is.ref('excluded.verified'),
      })),
    )
    .execute()
}

export async function writeState(
  db: Catalog,
  state: { filesHash: string; stamp: string; synonyms: SynonymGroups; lists: LintLists; now: Date },
): Promise<void> {
  const row = {
    filesHash: state.filesHash,
    stamp: state.stamp,
    synonyms: JSON.stringify(state.synonyms),
    lists: JSON.stringify(state.lists),
    importedAt: state.now,
  }
  await on(db)
    .insertInto('catalogState')
    .values(row)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
}
