import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { MOST_CANDIDATES, type SearchText } from '../rules/search-rank.ts'
import { PREFIX_FROM } from '../rules/search-words.ts'
import { isNear } from '../rules/spelling.ts'
import type { CatalogTables } from '../tables.ts'

/** What the words of the catalogue say about one typed word. */
export interface Neighbors {
  /** The catalogue has the word, or one that begins so. */
  known: boolean
  /** Other forms of it: asks, asked. */
  forms: readonly string[]
  /** Words one slip away. */
  near: readonly string[]
}

const MOST_NEIGHBORS = 20

export async function listNeighbors(db: Db<CatalogTables>, typed: readonly string[]): Promise<Map<string, Neighbors>> {
  if (typed.length === 0) return new Map()
  const { rows } = await sql<{ typed: string; word: string; how: 'known' | 'form' | 'near' }>`
    select t.typed, n.word, n.how
    from (select typed, coalesce((ts_lexize('english_stem', typed))[1], typed) as stem from unnest(${typed}::text[]) typed) t
    cross join lateral (
      (select word, 'known' as how from search_word
        where word = t.typed or (char_length(t.typed) >= ${PREFIX_FROM} and word like t.typed || '%') limit 1)
      union all
      (select word, 'form' from search_word where stem = t.stem and word <> t.typed limit ${MOST_NEIGHBORS})
      union all
      (select word, 'near' from search_word where word % t.typed order by similarity(word, t.typed) desc, word limit ${MOST_NEIGHBORS})
    ) n`.execute(on(db))
  return new Map(
    typed.map((word) => {
      const own = rows.filter((row) => row.typed === word)
      const named = (how: string) => own.filter((row) => row.how === how).map((row) => row.word)
      return [
        word,
        {
          known: named('known').length > 0,
          forms: named('form').filter((form) => base(form) === base(word)),
          near: named('near').filter((near) => near !== word && isNear(word, near)),
        },
      ]
    }),
  )
}

/** The stemmer also joins `formative` and `format`; the endings of English verbs and nouns alone do not. */
function base(word: string): string {
  return word.replace(/(ings?|ed|ers?|ies|es|s|e|y)$/, '').replace(/(.)\1$/, '$1')
}

export interface Candidate {
  achievementId: string
  text: SearchText
}

/** Entries that answer the query as PostgreSQL reads it; the rules judge them word by word. */
export async function listCandidates(db: Db<CatalogTables>, tsquery: string): Promise<Candidate[]> {
  if (tsquery === '') return []
  const { rows } = await sql<Candidate>`
    select achievement_id as "achievementId", text
    from achievement_search, to_tsquery('catalog_words', ${tsquery}) query
    where words @@ query
    order by ts_rank(words, query) desc, achievement_id
    limit ${MOST_CANDIDATES}`.execute(on(db))
  return rows
}
