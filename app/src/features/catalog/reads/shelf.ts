import { type Db, on } from '../../../platform/ctx.ts'
import { type Lexicon, lexiconOf } from '../rules/lexicon.ts'
import { byCode } from '../rules/search-rank.ts'
import type { SynonymGroups } from '../rules/synonyms.ts'
import { SEARCHED, type Searched } from '../rules/translation.ts'
import type { CardRow, CatalogTables } from '../tables.ts'
import { spokenGroups } from './spoken-groups.ts'

export interface ShelfStack {
  code: string
  title: string
}

export interface ShelfCard {
  achievementId: string
  card: CardRow
}

/** Every public card in the order of the codes, with the words of one language, kept in memory under the stamp of its import. */
export interface Shelf {
  stamp: string
  language: Searched
  cards: readonly ShelfCard[]
  byId: ReadonlyMap<string, CardRow>
  /** Those that a card of the shelf is in, in the order of their list. */
  stacks: readonly ShelfStack[]
  /** Codes of the stacks that an entry is in. */
  stacksOf: ReadonlyMap<string, readonly string[]>
  /** Those of the catalogue, and what people say for its words. */
  synonyms: SynonymGroups
  lexicon: Lexicon
}

const EMPTY = { stamp: '', cards: [], byId: new Map(), stacks: [], stacksOf: new Map(), synonyms: [] }
const MOST_KEPT = 2 * SEARCHED.length
const kept = new Map<string, Shelf>()

/** One short question to the database; the cards are read again only after an import. */
export async function openShelf(db: Db<CatalogTables>, language: Searched = 'en'): Promise<Shelf> {
  const state = await on(db).selectFrom('catalogState').select('stamp').executeTakeFirst()
  return openShelfAt(db, state?.stamp ?? null, language)
}

/** @param stamp of the last import, as it was just read */
export async function openShelfAt(db: Db<CatalogTables>, stamp: string | null, language: Searched): Promise<Shelf> {
  if (stamp === null) return { ...EMPTY, language, lexicon: lexiconOf(language, []) }
  const key = `${language} ${stamp}`
  const known = kept.get(key)
  if (known) return known
  const shelf = await loadShelf(db, stamp, language)
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, shelf)
  return shelf
}

async function loadShelf(db: Db<CatalogTables>, stamp: string, language: Searched): Promise<Shelf> {
  const { synonyms } = await on(db).selectFrom('catalogState').select('synonyms').executeTakeFirstOrThrow()
  const rows = await on(db)
    .selectFrom('achievementSearch as s')
    .innerJoin('achievement as a', 'a.id', 's.achievementId')
    .innerJoin('achievementVersion as v', 'v.id', 'a.currentVersionId')
    .select(['s.achievementId', 's.card'])
    .where('s.language', '=', language)
    .where('a.visibility', '=', 'public')
    .where('v.retiredAt', 'is', null)
    .execute()
  const words = await on(db)
    .selectFrom('searchWord')
    .select(['word', 'stem'])
    .where('language', '=', language)
    .execute()
  const cards = rows.sort((a, b) => byCode(a.card.code, b.card.code))
  return {
    ...(await loadStacks(db, language)),
    stamp,
    language,
    cards,
    synonyms: [...synonyms, ...spokenGroups()],
    lexicon: lexiconOf(language, words),
    byId: new Map(cards.map(({ achievementId, card }) => [achievementId, card])),
  }
}

async function loadStacks(db: Db<CatalogTables>, language: Searched): Promise<Pick<Shelf, 'stacks' | 'stacksOf'>> {
  const rows = await on(db).selectFrom('shelfStack').selectAll().orderBy('place').orderBy('code').execute()
  const stacksOf = new Map<string, string[]>()
  for (const { code, members } of rows) for (const id of members) stacksOf.set(id, [...(stacksOf.get(id) ?? []), code])
  return { stacks: rows.map(({ code, words }) => ({ code, title: (words[language] ?? words.en).title })), stacksOf }
}
