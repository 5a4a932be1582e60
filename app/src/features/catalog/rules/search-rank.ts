import type { AchievementContent, AchievementFile } from '../model.ts'
import { plainLine } from './plain.ts'
import type { Words } from './translation.ts'

/** What a hit in each field is worth. */
export const FIELD_WEIGHTS = {
  code: 20,
  title: 6,
  said: 4,
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

/** In the order of their worth. */
export const FIELDS = [
  'code',
  'title',
  'said',
  'competency',
  'keyMethod',
  'components',
  'rest',
] as const satisfies readonly SearchField[]

export type SearchField = Exclude<keyof typeof FIELD_WEIGHTS, 'synonyms'>

/** The searched words of one entry, field by field, each as `plainLine` writes them: made once, read at every search. */
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

/** @param said how educators put what leads them here */
export function searchTextOf(file: AchievementFile, said: readonly string[] = []): SearchText {
  const { keyMethod, components, indicators } = innerLines(file)
  const alignments = file.alignments.map(({ itemId }) => itemId)
  return {
    code: plainLine(file.code),
    title: plainLine(file.title),
    said: plainLine(said.join(' ')),
    competency: plainLine(file.competency),
    keyMethod: plainLine(keyMethod),
    components: plainLine(components),
    rest: plainLine([file.summary, ...indicators, ...alignments, ...file.tags, ...file.subjects].join(' ')),
  }
}

interface Beside {
  /** Tags and subjects by their names. */
  readonly named: readonly string[]
  readonly said: readonly string[]
}

/** The words of another language before those of the entry: a reader may know either. */
export function searchTextIn(own: SearchText, words: Words | AchievementContent, beside: Beside): SearchText {
  const both = (text: string, field: SearchField) =>
    text === '' ? own[field] : `${plainLine(text)}${own[field].trimStart()}`
  const inner = 'keyMethod' in words ? innerLines(words) : { keyMethod: '', components: '', indicators: [] }
  return {
    ...own,
    title: both(words.title, 'title'),
    said: both(beside.said.join(' '), 'said'),
    competency: both(words.competency, 'competency'),
    keyMethod: both(inner.keyMethod, 'keyMethod'),
    components: both(inner.components, 'components'),
    rest: both([words.summary, ...inner.indicators, ...beside.named].join(' '), 'rest'),
  }
}

/** What is said only inside an entry. */
function innerLines({ keyMethod, components, part2 }: AchievementContent) {
  return {
    keyMethod: `${keyMethod.name} ${keyMethod.description}`,
    components: components.map(({ name }) => name).join(' '),
    indicators: part2.requirements.flatMap(({ indicators }) => indicators.map(({ text }) => text)),
  }
}

/** Among equals the title comes before a detail: synonyms weigh the same wherever they stand. */
const PLACE_SHARE = 0.01

/** Worth of the words, of the fit to the person, of exemplars, and a little of the place; never of clicks or pay. */
export function scoreOf(matches: readonly WordMatch[], more: { fits: boolean; exemplars: boolean }): number {
  const words = matches.reduce((sum, { weight }) => sum + weight, 0)
  const places = matches.reduce((sum, { field }) => sum + FIELD_WEIGHTS[field], 0)
  const chosen = (more.fits ? 1 + FITS_BOOST : 1) * (more.exemplars ? 1 + EXEMPLARS_BOOST : 1)
  return Math.round((words * chosen + PLACE_SHARE * places) * 1e4) / 1e4
}

/** The higher score first; equals in the order of their codes, A2 before A10. */
export function byScore(a: { score: number; code: string }, b: { score: number; code: string }): number {
  return b.score - a.score || byCode(a.code, b.code)
}

export function byCode(a: string, b: string): number {
  const letters = (code: string) => code.replace(/(?<!\d)\d+$/, '')
  const number = (code: string) => Number(/(?<!\d)\d+$/.exec(code)?.[0] ?? 0)
  if (letters(a) !== letters(b)) return letters(a) < letters(b) ? -1 : 1
  return number(a) - number(b)
}
