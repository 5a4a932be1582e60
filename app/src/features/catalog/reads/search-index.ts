import { sql } from 'kysely'
import { type Db, on } from '../../../platform/ctx.ts'
import { type Neighbors, neighborsOf, type StemmedWord } from '../rules/lexicon.ts'
import { indexing, type SearchIndex } from '../rules/search-index.ts'
import { phrasesIn } from '../rules/search-words.ts'
import type { CatalogTables } from '../tables.ts'
import type { Shelf } from './shelf.ts'

const kept = new WeakMap<Shelf, SearchIndex>()
/** Some milliseconds of work: between two of them other visitors are answered. */
const BATCH = 500

/** Made at the first search after an import, and kept with the shelf. */
export async function openIndex(db: Db<CatalogTables>, shelf: Shelf): Promise<SearchIndex> {
  const known = kept.get(shelf)
  if (known) return known
  const making = indexing(phrasesIn(shelf.synonyms))
  const places = new Map(shelf.cards.map(({ achievementId }, place) => [achievementId, place]))
  for (let after: string | undefined, more = true; more; ) {
    const rows = await listTexts(db, shelf, after)
    for (const { achievementId, text } of rows) {
      const place = places.get(achievementId)
      // What was published before anybody's words were kept beside it has none.
      if (place !== undefined) making.add(place, { ...text, said: text.said ?? '' })
    }
    after = rows.at(-1)?.achievementId
    more = rows.length === BATCH
  }
  const made = making.index()
  kept.set(shelf, made)
  return made
}

function listTexts(db: Db<CatalogTables>, { language }: Shelf, after: string | undefined) {
  const texts = on(db)
    .selectFrom('achievementSearch')
    .select(['achievementId', 'text'])
    .where('language', '=', language)
    .orderBy('achievementId')
    .limit(BATCH)
  return (after === undefined ? texts : texts.where('achievementId', '>', after)).execute()
}

/** What the catalogue's words say about each typed word: only one that it does not have is asked of the database. */
export async function listNeighbors(
  db: Db<CatalogTables>,
  typed: readonly string[],
  { lexicon }: Shelf,
): Promise<Map<string, Neighbors>> {
  const strange = typed.filter((word) => !lexicon.stems.has(word))
  const { rows } =
    strange.length === 0
      ? { rows: [] }
      : await sql<StemmedWord>`
    select word, catalog_stem(${lexicon.language}, word) as stem from unnest(${strange}::text[]) word`.execute(on(db))
  const stems = new Map(rows.map(({ word, stem }) => [word, stem]))
  return new Map(
    typed.map((word) => {
      const stem = lexicon.stems.get(word) ?? stems.get(word) ?? word
      return [word, neighborsOf(lexicon, { word, stem })]
    }),
  )
}
