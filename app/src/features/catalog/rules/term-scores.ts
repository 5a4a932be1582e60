import type { Neighbors } from './lexicon.ts'
import { fieldIn, placeIn, type SearchIndex } from './search-index.ts'
import { FEW_HITS, FIELD_WEIGHTS, FIELDS, HOW_WEIGHTS, type SearchField, type WordMatch } from './search-rank.ts'
import type { SearchTerm } from './search-words.ts'
import { formsOf } from './spelling.ts'

/** A word or a phrase that answers a term, and what that is worth in each field. */
interface Role {
  word: string
  found: string
  how: WordMatch['how']
  weights: readonly number[]
  /** The same, and among equals the better place. */
  ranks: readonly number[]
}

/** What answers a term: first what is sure, then its spelling where nothing sure stands, then what may be meant. */
export interface SoughtTerm {
  typed: string
  sure: readonly Role[]
  near: readonly Role[]
  others: readonly Role[]
  forms: readonly Role[]
  /** A word that the catalogue does not have stands for its neighbors. */
  known: boolean
}

type Around = Pick<Neighbors, 'known' | 'starts' | 'forms' | 'formStarts' | 'near'>
const ALONE: Around = { known: true, starts: [], forms: [], formStarts: [], near: [] }
const FORM_SHARE = 0.9
/** What has less of a sentence than this share of the best has only its common words. */
const LEAST_SHARE = 0.2

/** @param around what the catalogue has near a term of one word */
export function soughtTerm(term: SearchTerm, around: Around = ALONE): SoughtTerm {
  const { typed, synonyms, guesses } = term
  const grouped = (members: readonly string[], how: WordMatch['how'], weight: number) =>
    members.flatMap((found) =>
      formsOf(found).map((word) =>
        ranked({ word, found, how, weights: FIELDS.map((field) => (field === 'said' ? 0 : weight)) }),
      ),
    )
  return {
    typed,
    sure: [
      ...formsOf(typed).map((word) => role(word, 'word')),
      ...grouped(synonyms, 'synonym', FIELD_WEIGHTS.synonyms),
      ...around.starts.map((word) => role(word, 'start')),
    ],
    near: around.near.map((word) => role(word, 'spelling')),
    // A word that the catalogue has is meant: spend is no slip of SPED.
    others: grouped(
      around.known && !typed.includes(' ') ? [] : guesses,
      'spelling',
      FIELD_WEIGHTS.synonyms * HOW_WEIGHTS.spelling,
    ),
    forms: [
      ...around.forms.flatMap(formsOf).map((word) => role(word, 'word', FORM_SHARE)),
      ...around.formStarts.map((word) => role(word, 'start', FORM_SHARE)),
    ],
    known: around.known,
  }
}

/** A code is typed whole or not at all; what somebody says is taken at its word. */
function role(word: string, how: keyof typeof HOW_WEIGHTS, share = 1): Role {
  const taken = (field: SearchField) => (field === 'code' ? how === 'word' : field !== 'said' || how !== 'spelling')
  const weights = FIELDS.map((field) => (taken(field) ? FIELD_WEIGHTS[field] * HOW_WEIGHTS[how] * share : 0))
  return ranked({ word, found: word, how, weights })
}

/** Synonyms weigh the same wherever they stand. */
const PLACE_SHARE = 1e-4

function ranked(role: Omit<Role, 'ranks'>): Role {
  const place = (at: number) => PLACE_SHARE * FIELD_WEIGHTS[FIELDS[at] ?? 'rest']
  return { ...role, ranks: role.weights.map((weight, at) => (weight === 0 ? 0 : weight + place(at))) }
}

/** The best hit of one term in every entry, by its place on the shelf. */
class TermHits {
  readonly #index: SearchIndex
  readonly #ranks: Float64Array
  /** The role and the field of the best, as one number counted from 1; 0 is none. */
  readonly #best: Int32Array
  readonly #roles: Role[] = []
  #rarity = 0
  readonly sure: Uint8Array

  constructor(index: SearchIndex) {
    this.#index = index
    this.#ranks = new Float64Array(index.size)
    this.#best = new Int32Array(index.size)
    this.sure = new Uint8Array(index.size)
  }

  /** @param shut 1 where these do not count */
  look(roles: readonly Role[], { isSure, shut }: { isSure: boolean; shut?: Uint8Array }): void {
    for (const role of roles) {
      const at = this.#roles.push(role) - 1
      for (const posting of this.#index.postings.get(role.word) ?? [])
        if (shut?.[placeIn(posting)] !== 1) this.#stands(at, posting, isSure)
    }
  }

  #stands(at: number, posting: number, isSure: boolean): void {
    const [place, field] = [placeIn(posting), fieldIn(posting)]
    const rank = this.#roles[at]?.ranks[field] ?? 0
    if (rank === 0) return
    if (isSure) this.sure[place] = 1
    if (rank <= (this.#ranks[place] ?? 0)) return
    this.#ranks[place] = rank
    this.#best[place] = at * FIELDS.length + field + 1
  }

  rank(place: number): number {
    return (this.#ranks[place] ?? 0) * this.#rarity
  }

  /** One word in one entry says most, a word in all of them next to nothing (inverse document frequency, 0 to 1). */
  weigh(): void {
    const sure = this.sure.reduce((sum, one) => sum + one, 0)
    const having = sure > 0 ? sure : this.#ranks.reduce((sum, rank) => sum + (rank > 0 ? 1 : 0), 0)
    this.#rarity = having === 0 ? 0 : Math.log1p(this.#index.size / having) / Math.log1p(this.#index.size)
  }

  match(typed: string, place: number): WordMatch[] {
    const best = (this.#best[place] ?? 0) - 1
    const at = best % FIELDS.length
    const [role, field] = [this.#roles[Math.floor(best / FIELDS.length)], FIELDS[at]]
    const weight = (role?.weights[at] ?? 0) * this.#rarity
    return role && field ? [{ typed, found: role.found, field, how: role.how, weight }] : []
  }
}

function hitsOf(index: SearchIndex, term: SoughtTerm): TermHits {
  const hits = new TermHits(index)
  hits.look(term.sure, { isSure: true })
  const own = hits.sure.slice()
  hits.look(term.near, { isSure: !term.known, shut: own })
  hits.look(term.others, { isSure: false })
  hits.look(term.forms, { isSure: true })
  hits.weigh()
  return hits
}

export interface ScoredEntry {
  place: number
  matches: WordMatch[]
}

/**
 * The best entries, at most `most`: with every term for certain where there are a few, else with any. An entry that says
 * more with some of the terms than those few with all of them is not left out: of a sentence most words stand anywhere.
 */
export function bestEntries(index: SearchIndex, terms: readonly SoughtTerm[], most: number): ScoredEntry[] {
  const hits = terms.map((term) => ({ typed: term.typed, hits: hitsOf(index, term) }))
  const places = Array.from({ length: index.size }, (_, place) => place)
  const whole = places.filter((place) => hits.every((one) => one.hits.sure[place] === 1))
  const worth = new Float64Array(index.size)
  for (const place of places) for (const one of hits) worth[place] = (worth[place] ?? 0) + one.hits.rank(place)
  const best = worth.reduce((most, one) => Math.max(most, one), 0)
  const some = terms.length > 1 ? LEAST_SHARE * best : 0
  const least = whole.length >= FEW_HITS ? Math.max(...whole.map((place) => worth[place] ?? 0)) : some
  const among = new Set(whole.length >= FEW_HITS ? whole : [])
  return places
    .filter((place) => among.has(place) || (worth[place] ?? 0) > least)
    .sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b)
    .slice(0, most)
    .map((place) => ({ place, matches: hits.flatMap((one) => one.hits.match(one.typed, place)) }))
}
