import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { type Neighbors, neighborsOf, type StemmedWord } from '../rules/lexicon.ts'
import { MOST_CANDIDATES } from '../rules/search-rank.ts'
import type { Searched } from '../rules/translation.ts'
import { type NumberedText, numberedText } from '../rules/word-match.ts'
import type { CatalogTables } from '../tables.ts'
import type { Shelf } from './shelf.ts'

/** What the catalogue's words say about each typed word: only one that it does not have is asked of the database. */
export async function listNeighbors(
  db: Db<CatalogTables>,
  typed: readonly string[],
  { lexicon }: Shelf,
): Promise<Map<string, Neighbors>> {
  const strange = typed.filter((word) => !lexicon.stems.has(word))
  const stems = new Map(strange.length > 0 ? await stemsOf(db, strange, lexicon.language) : [])
  return new Map(
    typed.map((word) => {
      const stem = lexicon.stems.get(word) ?? stems.get(word) ?? word
      return [word, neighborsOf(lexicon, { word, stem })]
    }),
  )
}

async function stemsOf(
  db: Db<CatalogTables>,
  words: readonly string[],
  language: Searched,
): Promise<(readonly [string, string])[]> {
  const { rows } = await sql<StemmedWord>`
    select word, catalog_stem(${language}, word) as stem from unnest(${words}::text[]) word`.execute(on(db))
  return rows.map(({ word, stem }) => [word, stem])
}

export interface Candidate {
  achievementId: string
  text: NumberedText
}

/** Enough for a catalogue of today; of a greater one the best by PostgreSQL's own count are judged word by word. */
export const MOST_JUDGED = 200
const MOST_IN_TITLES = 300

/** Entries that answer the query as PostgreSQL reads it: those with a word in the title or code are never crowded out. */
export async function listCandidates(db: Db<CatalogTables>, shelf: Shelf, tsquery: string): Promise<Candidate[]> {
  if (tsquery === '') return []
  const { rows } = await sql<{ achievementId: string }>`
    with asked as (
      select catalog_query(${shelf.language}, ${tsquery}) as every, catalog_query(${shelf.language}, ${inTitles(tsquery)}) as titles),
    found as (
      (select achievement_id, words from achievement_search, asked where language = ${shelf.language} and words @@ titles and words @@ every limit ${MOST_IN_TITLES})
      union all
      (select achievement_id, words from achievement_search, asked where language = ${shelf.language} and words @@ every limit ${MOST_CANDIDATES}))
    select achievement_id as "achievementId" from found, asked
    group by achievement_id
    order by max(ts_rank(words, every)) desc, achievement_id
    limit ${MOST_JUDGED}`.execute(on(db))
  return textsOf(
    db,
    shelf,
    rows.map(({ achievementId }) => achievementId),
  )
}

/** The same words, any of them, where the title and the code are indexed. */
function inTitles(tsquery: string): string {
  return tsquery
    .replaceAll(' & ', ' | ')
    .replace(/([\p{L}\p{N}]+)(:\*)?/gu, (_all, word: string, start?: string) => (start ? `${word}:*A` : `${word}:A`))
}

const MOST_TEXTS = 2000

/** Searched text of entries, in the order asked; what was read once stays with the shelf. */
async function textsOf(db: Db<CatalogTables>, shelf: Shelf, achievementIds: readonly string[]): Promise<Candidate[]> {
  const missing = achievementIds.filter((id) => !shelf.texts.has(id))
  if (missing.length > 0) {
    const rows = await on(db)
      .selectFrom('achievementSearch')
      .select(['achievementId', 'text'])
      .where('language', '=', shelf.language)
      .where('achievementId', 'in', missing)
      .execute()
    if (shelf.texts.size > MOST_TEXTS) shelf.texts.clear()
    for (const { achievementId, text } of rows) shelf.texts.set(achievementId, numberedText(shelf.lexicon, text))
  }
  return achievementIds.flatMap((achievementId) => {
    const text = shelf.texts.get(achievementId)
    return text ? [{ achievementId, text }] : []
  })
}
