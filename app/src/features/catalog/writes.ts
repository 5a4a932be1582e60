import { sql } from 'kysely'
import { type Db, on } from '../../platform/ctx.ts'
import type { AchievementContent } from './model.ts'
import type { SearchText } from './rules/search-rank.ts'
import type { SynonymGroups } from './rules/synonyms.ts'
import { SEARCHED, type Searched, type Translated, type Words } from './rules/translation.ts'
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
  /** What readers of another language find instead. */
  translated?: Partial<Record<Translated, { text: SearchText; card: CardRow }>>
}

/** Cards and words of what the public may find, in every language that is searched. */
export async function upsertShelf(db: Catalog, shelved: readonly Shelved[]): Promise<void> {
  const open = shelved.filter(({ visibility }) => visibility === 'public')
  const closed = shelved.filter(({ visibility }) => visibility !== 'public').map(({ achievementId }) => achievementId)
  if (closed.length) await on(db).deleteFrom('achievementSearch').where('achievementId', 'in', closed).execute()
  if (!open.length) return
  for (const language of SEARCHED) await upsertShelfIn(db, language, open)
}

async function upsertShelfIn(db: Catalog, language: Searched, open: readonly Shelved[]): Promise<void> {
  const rows = open.map(({ achievementId, text, card, translated }) => ({
    id: achievementId,
    ...((language === 'en' ? undefined : translated?.[language]) ?? { text, card }),
  }))
  await sql`
    insert into achievement_search (achievement_id, language, text, card, words)
    select r.id, ${language}, r.text, r.card,
      setweight(catalog_vector(${language}, (r.text ->> 'code') || (r.text ->> 'title')), 'A') ||
      setweight(catalog_vector(${language}, (r.text ->> 'competency') || (r.text ->> 'keyMethod')), 'B') ||
      setweight(catalog_vector(${language}, r.text ->> 'components'), 'C') ||
      setweight(catalog_vector(${language}, r.text ->> 'rest'), 'D')
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, text jsonb, card jsonb)
    on conflict (achievement_id, language)
      do update set words = excluded.words, text = excluded.text, card = excluded.card`.execute(on(db))
  await insertWords(
    db,
    language,
    rows.map(({ text }) => text),
  )
}

async function insertWords(db: Catalog, language: Searched, texts: readonly SearchText[]): Promise<void> {
  const words = new Set(texts.flatMap((text) => Object.values(text).flatMap((line) => line.trim().split(' '))))
  await sql`
    insert into search_word (word, language, stem)
    select word, ${language}, catalog_stem(${language}, word) from unnest(${[...words]}::text[]) word
    where word <> '' and char_length(word) <= 60
    on conflict do nothing`.execute(on(db))
}

/** The words of one version in another language. */
export interface Translating extends Words {
  code: string
  version: string
  language: Translated
  /** All of it, where it is translated whole. */
  content: AchievementContent | null
}

/** What these versions of starter entries say in other languages; words that are gone are gone. */
export async function replaceTranslations(
  db: Catalog,
  { versions, words }: { versions: readonly Pick<Translating, 'code' | 'version'>[]; words: readonly Translating[] },
): Promise<void> {
  await sql`
    delete from achievement_translation t
    using jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as s (code text, version text)
    join achievement a on a.code = s.code and a.creator_id is null
    join achievement_version v on v.achievement_id = a.id and v.version = s.version
    where t.achievement_version_id = v.id`.execute(on(db))
  await sql`
    insert into achievement_translation (achievement_version_id, language, title, summary, competency, first_step, content)
    select v.id, w.language, w.title, w.summary, w.competency, w."firstStep", nullif(w.content, 'null')
    from jsonb_to_recordset(${JSON.stringify(words)}::jsonb)
      as w (code text, version text, language text, title text, summary text, competency text, "firstStep" text,
        content jsonb)
    join achievement a on a.code = w.code and a.creator_id is null
    join achievement_version v on v.achievement_id = a.id and v.version = w.version`.execute(on(db))
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
