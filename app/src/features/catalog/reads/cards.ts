import type { Db } from '../../../platform/ctx.ts'
import type { ExploreQuery } from '../rules/explore-query.ts'
import {
  type CardFacts,
  FACET_NAMES,
  type Facet,
  type FacetCounts,
  facetCounts,
  matchesQuery,
} from '../rules/facets.ts'
import { byScore, scoreOf, type WordMatch } from '../rules/search-rank.ts'
import { type SearchWords, searchWords } from '../rules/search-words.ts'
import { bestEntries, type SoughtTerm, soughtTerm } from '../rules/term-scores.ts'
import { timeAsked } from '../rules/time-asked.ts'
import type { Searched } from '../rules/translation.ts'
import type { CardRow, CatalogTables } from '../tables.ts'
import { listExemplified } from './exemplars.ts'
import { readMarks } from './marks.ts'
import { listOffered, type Offered, type Offerer } from './offerers.ts'
import { listNeighbors, openIndex } from './search-index.ts'
import { openShelfAt, type Shelf, type ShelfCard, type ShelfStack } from './shelf.ts'

export interface FoundCard {
  achievementId: string
  card: CardRow
  facts: CardFacts
  /** Which words of the query it answers; empty without a query. */
  matches: readonly WordMatch[]
  score: number
}

export interface CardPage {
  cards: readonly FoundCard[]
  total: number
  /** True when more would answer than were judged: the best are here. */
  capped: boolean
  /** Where the next page goes on; null on the last one. */
  next: string | null
  counts: FacetCounts
  /** When nothing is left: how many there would be without one of the facets. */
  without: readonly { facet: Facet; total: number }[]
  /** Organizations that award something here. */
  offerers: readonly Offerer[]
  /** Stacks and pathways of them. */
  stacks: readonly ShelfStack[]
  /** All that is on the shelf. */
  size: number
  /** The same as long as the same question has the same answer. */
  state: string
}

export interface PageOfCards {
  limit: number
  /** Whose words the reader reads and searches. */
  language?: Searched
  /** `next` of the page before. */
  after?: string
  /** True for what suits the role and grades of who asks. */
  fits?: (card: CardRow) => boolean
  /** True for what counts for something where who asks belongs. */
  counts?: (entry: ShelfCard) => boolean
}

/** Enough for a catalogue of today; of a greater one the best are counted and shown. */
const MOST_JUDGED = 200
const MOST_ANSWERS = 200
const MOST_COUNTED = 20
/** Answers given so far, by question; they go with their shelf, or with the rules that they count by. */
const given = new WeakMap<Shelf | NonNullable<PageOfCards['counts']>, Map<string, CardPage>>()

/** What the catalogue answers: searched, narrowed by facets, ranked, counted, one page of it. */
export async function listCards(db: Db<CatalogTables>, query: ExploreQuery, page: PageOfCards): Promise<CardPage> {
  const now = await readMarks(db)
  const shelf = await openShelfAt(db, now.shelf, page.language ?? 'en')
  const marks = [now.offers, now.examples]
  const question = JSON.stringify([query, page.limit, page.after, shelf.language, shelf.stamp, ...marks])
  const answers = answersOf(shelf, page)
  const known = answers?.get(question)
  if (known) return known
  const offered = await listOffered(db, now.offers)
  const exemplars = await listExemplified(db, now.examples)
  const hits = await findCards(db, shelf, { ...page, q: query.q, time: query.time, exemplars })
  const answer = pageOf(hits, { query, page, shelf, offered, exemplars, state: [shelf.stamp, ...marks].join('\n') })
  if (answers && answers.size >= (page.counts ? MOST_COUNTED : MOST_ANSWERS))
    answers.delete(answers.keys().next().value ?? '')
  answers?.set(question, answer)
  return answer
}

/** None are kept of what is ordered for one person. */
function answersOf(shelf: Shelf, { fits, counts }: PageOfCards): Map<string, CardPage> | undefined {
  if (fits) return undefined
  const answers = given.get(counts ?? shelf) ?? new Map<string, CardPage>()
  given.set(counts ?? shelf, answers)
  return answers
}

interface Asked {
  query: ExploreQuery
  page: PageOfCards
  shelf: Shelf
  offered: Offered
  exemplars: ReadonlySet<string>
  state: string
}

function pageOf(hits: readonly Hit[], { query, page, shelf, offered, exemplars, state }: Asked): CardPage {
  const all = hits.map((hit) => {
    const { achievementId: id } = hit
    const facts = { issuers: offered.byAchievement.get(id) ?? [], stacks: shelf.stacksOf.get(id) ?? [] }
    return { ...hit, facts: { ...facts, exemplars: exemplars.has(id), worth: page.counts?.(hit) } }
  })
  const chosen = all.filter(({ card, facts }) => matchesQuery(card, query, facts))
  const rest = chosen.filter((one) => isAfter(one, page.after))
  const cards = rest.slice(0, page.limit)
  return {
    cards,
    total: chosen.length,
    capped: query.q !== '' && hits.length >= MOST_JUDGED,
    next: rest.length > cards.length ? cursorOf(cards.at(-1)) : null,
    counts: facetCounts(all, query),
    without: chosen.length > 0 ? [] : withoutOne(all, query),
    offerers: offered.offerers,
    stacks: shelf.stacks,
    size: shelf.cards.length,
    state,
  }
}

type Hit = Omit<FoundCard, 'facts'>
interface Search extends PageOfCards {
  q: string
  time: ExploreQuery['time']
  /** Entries with an example that everybody may see. */
  exemplars: ReadonlySet<string>
}

async function findCards(
  db: Db<CatalogTables>,
  shelf: Shelf,
  { q, time, fits = () => false, exemplars }: Search,
): Promise<Hit[]> {
  const words = searchWords(q, shelf.synonyms, shelf.language)
  if (words.terms.length === 0) return unsearched(shelf, timeAsked(q)?.time ?? time)
  const index = await openIndex(db, shelf)
  const terms = await soughtIn(db, shelf, words)
  return bestEntries(index, terms, MOST_JUDGED)
    .flatMap(({ place, matches }) => {
      const one = shelf.cards[place]
      if (!one) return []
      const chosen = { fits: fits(one.card), exemplars: exemplars.has(one.achievementId) }
      return [{ ...one, matches, score: scoreOf(matches, chosen) }]
    })
    .sort(inOrder)
}

function inOrder(a: Hit, b: Hit): number {
  return byScore({ score: a.score, code: a.card.code }, { score: b.score, code: b.card.code })
}

/** Longer than any first step may be. */
const LONG = 1000

/** Without words the codes give the order; who has 45 minutes sees the shortest beginnings first. */
function unsearched({ cards }: Shelf, time: ExploreQuery['time']): Hit[] {
  if (time !== '45min') return cards.map((one) => ({ ...one, matches: [], score: 0 }))
  return cards.map((one) => ({ ...one, matches: [], score: LONG - one.card.firstStepMinutes })).sort(inOrder)
}

/** Each term with what the catalogue has near it and its other forms. */
async function soughtIn(db: Db<CatalogTables>, shelf: Shelf, { terms }: SearchWords): Promise<SoughtTerm[]> {
  const single = terms.map(({ typed }) => typed).filter((typed) => !typed.includes(' '))
  const neighbors = await listNeighbors(db, single, shelf)
  return terms.map((term) => {
    const around = neighbors.get(term.typed)
    return soughtTerm(term, around)
  })
}

function cursorOf(last: FoundCard | undefined): string | null {
  return last ? `${last.score}~${last.card.code}` : null
}

/** Pages go on after a place in the order, never after a number of rows. */
function isAfter({ score, card }: FoundCard, after: string | undefined): boolean {
  const place = /^(\d+(?:\.\d+)?)~([A-Z]{1,4}\d{1,3})$/.exec(after ?? '')
  return !place || byScore({ score: Number(place[1]), code: place[2] ?? '' }, { score, code: card.code }) < 0
}

function withoutOne(all: readonly FoundCard[], query: ExploreQuery): { facet: Facet; total: number }[] {
  return FACET_NAMES.filter((facet) => (query[facet]?.length ?? 0) > 0)
    .map((facet) => {
      const wider = { ...query, [facet]: Array.isArray(query[facet]) ? [] : undefined }
      return { facet, total: all.filter(({ card, facts }) => matchesQuery(card, wider, facts)).length }
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
}
