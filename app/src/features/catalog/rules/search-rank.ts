import type { AchievementFile } from '../model.ts'
import { PREFIX_FROM, plainWords, type SearchTerm, type SearchWords } from './search-words.ts'
import { isNear, singular } from './spelling.ts'

/** What a hit in each field is worth. */
export const FIELD_WEIGHTS = {
  code: 20,
  title: 6,
  synonyms: 4,
  competency: 3,
  keyMethod: 3,
  components: 2,
  rest: 1,
} as const
/** A whole word, its beginning, or its spelling: the surer, the more. */
export const HOW_WEIGHTS = { word: 1, start: 0.75, spelling: 0.5 } as const
export const FITS_BOOST = 0.1
export const EXEMPLARS_BOOST = 0.05
/** Fewer hits than this under "every term", and the search asks for any term. */
export const FEW_HITS = 3
export const MOST_CANDIDATES = 500

export type SearchField = Exclude<keyof typeof FIELD_WEIGHTS, 'synonyms'>

/** The searched text of one entry, field by field. */
export type SearchText = Readonly<Record<SearchField, string>>

export interface WordMatch {
  /** What the person typed. */
  typed: string
  /** The word of the entry that answers it. */
  found: string
  field: SearchField
  how: keyof typeof HOW_WEIGHTS | 'synonym'
  weight: number
}

export function searchTextOf(file: AchievementFile, stacks: readonly string[] = []): SearchText {
  const indicators = file.part2.requirements.flatMap((requirement) => requirement.indicators.map(({ text }) => text))
  const alignments = file.alignments.map(({ itemId }) => itemId)
  return {
    code: file.code,
    title: file.title,
    competency: file.competency,
    keyMethod: `${file.keyMethod.name}\n${file.keyMethod.description}`,
    components: file.components.map(({ name }) => name).join('\n'),
    rest: [file.summary, ...indicators, ...alignments, ...stacks, ...file.tags, ...file.subjects].join('\n'),
  }
}

/** Which words matched: the best hit of every term that has one, in the order typed. */
export function matchedWords(words: SearchWords, text: SearchText): WordMatch[] {
  const indexed = fieldsOf(text)
  return words.terms.flatMap((term) => bestMatch(term, indexed) ?? [])
}

/** Worth of the words, of the fit to the person, of exemplars; never of clicks or pay. */
export function scoreOf(matches: readonly WordMatch[], more: { fits: boolean; exemplars: boolean }): number {
  const words = matches.reduce((sum, { weight }) => sum + weight, 0)
  return words * (more.fits ? 1 + FITS_BOOST : 1) * (more.exemplars ? 1 + EXEMPLARS_BOOST : 1)
}

/** The higher score first; equals in the order of their codes, A2 before A10. */
export function byScore(a: { score: number; code: string }, b: { score: number; code: string }): number {
  return b.score - a.score || byCode(a.code, b.code)
}

export function byCode(a: string, b: string): number {
  const letters = (code: string) => code.replace(/\d+$/, '')
  const number = (code: string) => Number(/\d+$/.exec(code)?.[0] ?? 0)
  if (letters(a) !== letters(b)) return letters(a) < letters(b) ? -1 : 1
  return number(a) - number(b)
}

interface IndexedField {
  field: SearchField
  words: ReadonlySet<string>
  line: string
}

function fieldsOf(text: SearchText): IndexedField[] {
  return (Object.keys(text) as SearchField[]).map((field) => {
    const words = plainWords(text[field])
    return { field, words: new Set(words), line: singulars(words) }
  })
}

/** Words in one form each, parted and framed by blanks, so that a phrase is found whole. */
function singulars(words: readonly string[]): string {
  return ` ${words.map(singular).join(' ')} `
}

function bestMatch(term: SearchTerm, fields: readonly IndexedField[]): WordMatch | undefined {
  const matches = fields.flatMap((field) => [...typedMatch(term, field), ...synonymMatch(term, field)])
  return matches.reduce<WordMatch | undefined>(
    (best, match) => (best && best.weight >= match.weight ? best : match),
    undefined,
  )
}

function typedMatch({ typed }: SearchTerm, { field, words, line }: IndexedField): WordMatch[] {
  const hit = (found: string, how: keyof typeof HOW_WEIGHTS): WordMatch[] => [
    { typed, found, field, how, weight: FIELD_WEIGHTS[field] * HOW_WEIGHTS[how] },
  ]
  if (line.includes(singulars(typed.split(' ')))) return hit(typed, 'word')
  if (field === 'code' || typed.includes(' ')) return []
  const longer = typed.length >= PREFIX_FROM ? [...words].find((word) => word.startsWith(typed)) : undefined
  if (longer) return hit(longer, 'start')
  const near = [...words].find((word) => isNear(typed, word))
  return near ? hit(near, 'spelling') : []
}

function synonymMatch({ typed, synonyms, guesses }: SearchTerm, { field, line }: IndexedField): WordMatch[] {
  const stands = (phrase: string) => line.includes(singulars(phrase.split(' ')))
  const weight = FIELD_WEIGHTS.synonyms
  const found = synonyms.find(stands)
  if (found) return [{ typed, found, field, how: 'synonym', weight }]
  const guessed = guesses.find(stands)
  return guessed ? [{ typed, found: guessed, field, how: 'spelling', weight: weight * HOW_WEIGHTS.spelling }] : []
}
