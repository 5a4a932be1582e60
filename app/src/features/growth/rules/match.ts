import { stem, tokens } from './stem.ts'

export interface MatchableCompetency {
  readonly id: string
  readonly code: string
  readonly label: string
  readonly statement: string
  readonly descriptors: readonly string[]
}
export interface CompetencyMatch {
  readonly id: string
  readonly code: string
  readonly score: number
  /** Words of the sentence that matched, as they were written. */
  readonly words: readonly string[]
}
/** Competencies and synonyms, read once. */
export interface MatchIndex {
  readonly competencies: readonly IndexedCompetency[]
  /** Rarity of each stem. */
  readonly rarity: ReadonlyMap<string, number>
  /** Groups of phrases that mean the same, each phrase a list of stems. */
  readonly synonyms: readonly (readonly (readonly string[])[])[]
}

interface IndexedCompetency {
  readonly id: string
  readonly code: string
  /** Weight of the best field each stem stands in. */
  readonly stems: ReadonlyMap<string, number>
}
interface Term {
  readonly stem: string
  readonly weight: number
  readonly words: readonly string[]
}

const LABEL = 3
const STATEMENT = 2
const DESCRIPTOR = 1
const SYNONYM = 0.6
const PREFIX = 0.5
const SHORTEST_PREFIX = 5
/** What is far behind the best match was hit by a common word only. */
const WORTH_SHOWING = 0.35
const MOST = 5

export function indexCompetencies(
  competencies: readonly MatchableCompetency[],
  synonyms: readonly (readonly string[])[],
): MatchIndex {
  const indexed = competencies.map((each) => ({ id: each.id, code: each.code, stems: stemsOf(each) }))
  const holders = new Map<string, number>()
  for (const { stems } of indexed) for (const each of stems.keys()) holders.set(each, (holders.get(each) ?? 0) + 1)
  const rarity = new Map([...holders].map(([each, count]) => [each, Math.log(1 + indexed.length / count)]))
  const groups = synonyms.map((group) =>
    group.map((phrase) => tokens(phrase).map((word) => stem(word))).filter((phrase) => phrase.length > 0),
  )
  return { competencies: indexed, rarity, synonyms: groups }
}

/** At most five competencies an "I want…" sentence speaks of, to accept or refuse; nothing is taken over silently. */
export function matchCompetencies(sentence: string, index: MatchIndex, limit = MOST): CompetencyMatch[] {
  const written = tokens(sentence)
  const terms = [...ownTerms(written, index), ...synonymTerms(written, index)]
  const found = index.competencies
    .map((each) => matchOf(each, { terms, written, index }))
    .filter((each) => each.score > 0)
  found.sort((one, other) => other.score - one.score || (one.code < other.code ? -1 : 1))
  const least = (found[0]?.score ?? 0) * WORTH_SHOWING
  return found.filter((each) => each.score >= least).slice(0, limit)
}

function stemsOf({ label, statement, descriptors }: MatchableCompetency): Map<string, number> {
  const stems = new Map<string, number>()
  const fields: readonly (readonly [string, number])[] = [
    ...descriptors.map((text) => [text, DESCRIPTOR] as const),
    [statement, STATEMENT],
    [label, LABEL],
  ]
  for (const [text, weight] of fields) for (const word of tokens(text)) stems.set(stem(word), weight)
  return stems
}

/** The words themselves; a word the framework does not know may be the beginning, or the longer form, of one it knows. */
function ownTerms(written: readonly string[], { rarity }: MatchIndex): Term[] {
  return written.flatMap((word) => {
    const own = stem(word)
    if (rarity.has(own)) return [{ stem: own, weight: 1, words: [word] }]
    const near = [...rarity.keys()].filter((each) => sharesBeginning(each, own))
    return near.map((each) => ({ stem: each, weight: PREFIX, words: [word] }))
  })
}

function sharesBeginning(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= SHORTEST_PREFIX && (one.startsWith(other) || other.startsWith(one))
}

function synonymTerms(written: readonly string[], { synonyms }: MatchIndex): Term[] {
  const stems = written.map((word) => stem(word))
  return synonyms.flatMap((group) => {
    const said = group.flatMap((phrase) => {
      const at = positionOf(phrase, stems)
      return at === -1 ? [] : [{ phrase, words: written.slice(at, at + phrase.length) }]
    })
    const [first] = said
    if (!first) return []
    const others = group.filter((phrase) => !said.some((each) => each.phrase === phrase))
    return others.flatMap((phrase) =>
      phrase.map((each) => ({ stem: each, weight: SYNONYM / phrase.length, words: first.words })),
    )
  })
}

function positionOf(phrase: readonly string[], stems: readonly string[]): number {
  return stems.findIndex((_, at) => phrase.every((each, offset) => stems[at + offset] === each))
}

function matchOf(
  competency: IndexedCompetency,
  { terms, written, index }: { terms: readonly Term[]; written: readonly string[]; index: MatchIndex },
): CompetencyMatch {
  const best = new Map<string, number>()
  const words = new Set<string>()
  for (const term of terms) {
    const field = competency.stems.get(term.stem)
    if (field === undefined) continue
    const worth = field * term.weight * (index.rarity.get(term.stem) ?? 0)
    best.set(term.stem, Math.max(best.get(term.stem) ?? 0, worth))
    for (const word of term.words) words.add(word)
  }
  const score = [...best.keys()].sort().reduce((sum, each) => sum + (best.get(each) ?? 0), 0)
  return {
    id: competency.id,
    code: competency.code,
    score,
    words: [...new Set(written)].filter((word) => words.has(word)),
  }
}
