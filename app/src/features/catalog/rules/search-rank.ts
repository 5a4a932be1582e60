import type { AchievementContent, AchievementFile } from '../model.ts'
import { PREFIX_FROM, plainLine, type SearchTerm, type SearchWords } from './search-words.ts'
import { FUZZY_FROM, formsOf, isNearForm, stemOf } from './spelling.ts'
import type { Words } from './translation.ts'

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

export function searchTextOf(file: AchievementFile): SearchText {
  const { keyMethod, components, indicators } = innerLines(file)
  const alignments = file.alignments.map(({ itemId }) => itemId)
  return {
    code: plainLine(file.code),
    title: plainLine(file.title),
    competency: plainLine(file.competency),
    keyMethod: plainLine(keyMethod),
    components: plainLine(components),
    rest: plainLine([file.summary, ...indicators, ...alignments, ...file.tags, ...file.subjects].join(' ')),
  }
}

/** The words of another language before those of the entry: a reader may know either. */
export function searchTextIn(own: SearchText, words: Words | AchievementContent, named: readonly string[]): SearchText {
  const both = (text: string, field: SearchField) =>
    text === '' ? own[field] : `${plainLine(text)}${own[field].trimStart()}`
  const inner = 'keyMethod' in words ? innerLines(words) : { keyMethod: '', components: '', indicators: [] }
  return {
    ...own,
    title: both(words.title, 'title'),
    competency: both(words.competency, 'competency'),
    keyMethod: both(inner.keyMethod, 'keyMethod'),
    components: both(inner.components, 'components'),
    rest: both([words.summary, ...inner.indicators, ...named].join(' '), 'rest'),
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

/** Which words matched: the best hit of every term that has one, in the order typed. */
export function matchedWords(words: SearchWords, text: SearchText): WordMatch[] {
  return words.terms.flatMap((term) => bestMatch(term, text) ?? [])
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
  const letters = (code: string) => code.replace(/(?<!\d)\d+$/, '')
  const number = (code: string) => Number(/(?<!\d)\d+$/.exec(code)?.[0] ?? 0)
  if (letters(a) !== letters(b)) return letters(a) < letters(b) ? -1 : 1
  return number(a) - number(b)
}

const FIELDS = [
  'code',
  'title',
  'competency',
  'keyMethod',
  'components',
  'rest',
] as const satisfies readonly SearchField[]

function bestMatch(term: SearchTerm, text: SearchText): WordMatch | undefined {
  const sure = best([...everyField(term.typed, text, wholeWord), ...fromGroup(term, text)])
  if (sure && sure.weight >= FIELD_WEIGHTS.title) return sure
  const known = [...(sure ? [sure] : []), ...everyField(term.typed, text, wordStart)]
  // Spelling is the slow way: asked only of a word that nothing surer answers.
  const spelled = known.length > 0 ? [] : everyField(term.typed, text, misspelledAs(term.near))
  return best([...known, ...spelled, ...guessed(term, text)])
}

/** The worthiest; among equals the one that stands in the better place. */
function best(matches: readonly WordMatch[]): WordMatch | undefined {
  const place = ({ field }: WordMatch) => FIELD_WEIGHTS[field]
  const [top] = [...matches].sort((a, b) => b.weight - a.weight || place(b) - place(a))
  return top
}

interface Hit {
  found: string
  how: keyof typeof HOW_WEIGHTS
}
type Look = (typed: string, line: string) => Hit | undefined

function everyField(typed: string, text: SearchText, look: Look): WordMatch[] {
  return FIELDS.flatMap((field) => {
    const hit = field === 'code' && look !== wholeWord ? undefined : look(typed, text[field])
    return hit ? [{ typed, field, ...hit, weight: FIELD_WEIGHTS[field] * HOW_WEIGHTS[hit.how] }] : []
  })
}

function wholeWord(typed: string, line: string): Hit | undefined {
  if (!line.includes(` ${stemOf(typed)}`)) return undefined
  const found = formsOf(typed).find((form) => line.includes(` ${form} `))
  return found === undefined ? undefined : { found, how: 'word' }
}

function wordStart(typed: string, line: string): Hit | undefined {
  if (typed.length < PREFIX_FROM || typed.includes(' ')) return undefined
  const at = line.indexOf(` ${typed}`)
  return at < 0 ? undefined : { found: line.slice(at + 1, line.indexOf(' ', at + 1)), how: 'start' }
}

function misspelledAs(near: readonly string[] | undefined): Look {
  if (near === undefined) return misspelled
  return (_typed, line) => {
    const places = near.map((found) => ({ found, at: line.indexOf(` ${found} `) })).filter(({ at }) => at >= 0)
    const [first] = places.sort((a, b) => a.at - b.at)
    return first && { found: first.found, how: 'spelling' }
  }
}

function misspelled(typed: string, line: string): Hit | undefined {
  if (typed.length < FUZZY_FROM || typed.includes(' ')) return undefined
  const found = line.split(' ').find((word) => isNearForm(typed, word))
  return found === undefined ? undefined : { found, how: 'spelling' }
}

function fromGroup({ typed, synonyms }: SearchTerm, text: SearchText): WordMatch[] {
  return inAnyField(typed, synonyms, text).map((hit) => ({ ...hit, how: 'synonym', weight: FIELD_WEIGHTS.synonyms }))
}

function guessed({ typed, guesses }: SearchTerm, text: SearchText): WordMatch[] {
  const weight = FIELD_WEIGHTS.synonyms * HOW_WEIGHTS.spelling
  return inAnyField(typed, guesses, text).map((hit) => ({ ...hit, how: 'spelling', weight }))
}

function inAnyField(
  typed: string,
  phrases: readonly string[],
  text: SearchText,
): Pick<WordMatch, 'typed' | 'found' | 'field'>[] {
  return phrases.flatMap((found) => {
    const field = FIELDS.find((name) => wholeWord(found, text[name]))
    return field ? [{ typed, found, field }] : []
  })
}
