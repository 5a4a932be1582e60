import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { MOST_CANDIDATES, type SearchText } from '../rules/search-rank.ts'
import { PREFIX_FROM } from '../rules/search-words.ts'
import { baseOf, isNearForm } from '../rules/spelling.ts'
import type { Searched } from '../rules/translation.ts'
import type { CatalogTables } from '../tables.ts'
import type { Shelf } from './shelf.ts'

/** What the words of the catalogue say about one typed word. */
export interface Neighbors {
  /** The catalogue has the word, or one that begins so. */
  known: boolean
  /** Other forms of it: asks, asked. */
  forms: readonly string[]
  /** Words a slip or two away, in any form. */
  near: readonly string[]
}

const MOST_NEIGHBORS = 20
/** A slip or two, and an ending such as -ing. */
const LONGER = 5

export async function listNeighbors(
  db: Db<CatalogTables>,
  typed: readonly string[],
  language: Searched,
): Promise<Map<string, Neighbors>> {
  if (typed.length === 0) return new Map()
  const { rows } = await sql<{ typed: string; word: string; how: 'known' | 'form' | 'near' }>`
    select t.typed, n.word, n.how
    from (select typed, catalog_stem(${language}, typed) as stem from unnest(${typed}::text[]) typed) t
    cross join lateral (
      (select word, 'known' as how from search_word
        where language = ${language} and (word = t.typed or (char_length(t.typed) >= ${PREFIX_FROM} and word like t.typed || '%')) limit 1)
      union all
      (select word, 'form' from search_word where language = ${language} and stem = t.stem and word <> t.typed limit ${MOST_NEIGHBORS})
      union all
      (select word, 'near' from (
        -- The fence: likeness is costly, so it is asked of words of the language and of about the length alone.
        select word from search_word where language = ${language}
          and char_length(word) between char_length(t.typed) - ${LONGER} and char_length(t.typed) + ${LONGER} offset 0
      ) w where word % t.typed order by similarity(word, t.typed) desc, word limit ${MOST_NEIGHBORS})
    ) n`.execute(on(db))
  return new Map(
    typed.map((word) => {
      const own = rows.filter((row) => row.typed === word)
      const named = (how: string) => own.filter((row) => row.how === how).map((row) => row.word)
      return [
        word,
        {
          known: named('known').length > 0,
          forms: named('form').filter((form) => language !== 'en' || baseOf(form) === baseOf(word)),
          near: named('near').filter((near) => near !== word && isNearForm(word, near)),
        },
      ]
    }),
  )
}

export interface Candidate {
  achievementId: string
  text: SearchText
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
    for (const { achievementId, text } of rows) shelf.texts.set(achievementId, text)
  }
  return achievementIds.flatMap((achievementId) => {
    const text = shelf.texts.get(achievementId)
    return text ? [{ achievementId, text }] : []
  })
}
