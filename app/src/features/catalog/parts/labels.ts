import { languageIn, listFormat } from '../../../lib/formats.ts'
import { currentLocale, hasText, LOCALES, say, t, textIn } from '../../../text.ts'
import { GRADES, type Grade, type Level } from '../model.ts'
import type { CardPage } from '../reads/cards.ts'
import type { Facet } from '../rules/facets.ts'

/** The text of a code of ours; a code of somebody else's own list reads as it is. */
function named(kind: string, code: string): string {
  const key = `catalog.${kind}.${code}`
  return hasText(key) ? say(key) : code.replaceAll('-', ' ')
}

export function strandName(strand: string): string {
  return named('strand', strand)
}

const KIND: Partial<Record<Facet, string>> = { need: 'tag', grade: 'band' }

export function facetName(facet: Facet): string {
  return say(`catalog.facet.${facet}`)
}

/** Names that the catalogue itself does not give. */
type Names = Pick<CardPage, 'offerers' | 'stacks'>
const NOBODY: Names = { offerers: [], stacks: [] }

/** What one value of a facet is called. */
export function valueName(facet: Facet, value: string, { offerers, stacks }: Names = NOBODY): string {
  if (facet === 'issuer') return offerers.find(({ slug }) => slug === value)?.name ?? value
  if (facet === 'language') return languageName(value)
  if (facet === 'stack') return stacks.find(({ code }) => code === value)?.title ?? value
  return named(KIND[facet] ?? facet, value)
}

/** A framework that is not held here is known by its id alone. */
export function frameworkName(id: string): string {
  return id === 'intasc' ? 'InTASC' : id.replaceAll('-', ' ').toUpperCase()
}

export function languageName(language: string): string {
  return languageIn(currentLocale(), language)
}

export function listOf(words: readonly string[]): string {
  return listFormat(currentLocale()).format(words)
}

/** "Video, audio, observation notes": a row of names, neither "and" nor "or". */
export function rowOf(names: readonly string[]): string {
  return listFormat(currentLocale(), { type: 'unit' }).format(sentenceCase(names))
}

/** Only the first name of a list begins with a capital. */
export function sentenceCase(names: readonly string[]): string[] {
  return names.map((name, at) => (at === 0 ? name : name.charAt(0).toLocaleLowerCase() + name.slice(1)))
}

/** "K–2, 5, 9–12": runs of neighbors are said as one. */
export function gradesText(grades: readonly Grade[]): string {
  if (grades.includes('all')) return t('catalog.grades.all')
  const order: readonly Grade[] = GRADES.filter((grade) => grade !== 'all' && grade !== 'adult')
  const runs: Grade[][] = []
  for (const grade of order.filter((one) => grades.includes(one))) {
    const last = runs.at(-1)
    const follows = last && order.indexOf(grade) === order.indexOf(last.at(-1) ?? grade) + 1
    if (follows) last.push(grade)
    else runs.push([grade])
  }
  const spans = runs.map((run) => (run.length > 1 ? `${run[0]}–${run.at(-1)}` : `${run[0]}`))
  return [...spans, ...(grades.includes('adult') ? [t('catalog.grades.adult')] : [])].join(', ')
}

/** The same as a phrase of its own: "Grades 3–5". */
export function gradesPhrase(grades: readonly Grade[]): string {
  const text = gradesText(grades)
  return grades.some((grade) => grade === 'all' || grade === 'adult')
    ? text
    : t('catalog.card.grades', { grades: text })
}

/** A level that has its usual name is named in the reader's language; a name of the author's own stays. */
export function levelName({ id, label }: Level): string {
  const key = `catalog.level.${id}`
  return hasText(key) && LOCALES.some((one) => textIn(one, key) === label) ? say(key) : label
}

export function hoursText(hours: number): string {
  return t('catalog.card.hours', { hours })
}

/** "en" of "en-US". */
export function baseLanguage(language: string): string {
  return language.split('-')[0] ?? language
}

/** The language a passage is in, when the page speaks another. */
export function foreign(language: string): string | undefined {
  return baseLanguage(language) === currentLocale() ? undefined : language
}

/** The same for title, summary, competency and first step, which may be translated while the rest is not. */
export function foreignWords({ language, wordsIn }: { language: string; wordsIn?: string }): string | undefined {
  return foreign(wordsIn ?? language)
}
