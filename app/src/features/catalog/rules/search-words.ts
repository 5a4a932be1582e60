import { plainWords } from './plain.ts'
import { formsOf } from './spelling.ts'
import {
  type Group,
  groupsNear,
  groupsOf,
  phraseBeginning,
  phraseNear,
  type SynonymGroups,
  type Synonyms,
  synonymsOf,
} from './synonyms.ts'
import { timeAsked } from './time-asked.ts'
import type { Searched } from './translation.ts'

export interface SearchTerm {
  /** One word, or several that stand together in a group of synonyms. */
  typed: string
  /** The rest of its groups, in the same plain form. */
  synonyms: readonly string[]
  /** For a word that is nearly one of a group: that group. For when the word itself finds little. */
  guesses: readonly string[]
}

export interface SearchWords {
  terms: readonly SearchTerm[]
  /** The whole query is a code, such as `F2`. */
  code?: string
}

export const MOST_TERMS = 8
export const MOST_CHARACTERS = 200

const CODE = /^[a-z]{1,4}[0-9]{1,3}$/
/** As somebody reads a code out; `k-2` are grades. */
const PARTED = /^ *[a-z] [0-9]{1,3} *$/i
// Not `no`, `when` or `all`: in an English title they carry meaning. A Spanish sentence says `no` as English says "don't".
const ENGLISH = `a an and are as at be by can do for from how i in is it me my of on or our the this to want we with
  about again always am any anything bad been being best better but did does doing don doesn didn ever every everything
  get gets getting give gives go goes going got had has have he her his if isn just keep keeps ll made make makes
  more most much never nothing really s she so some something than that their them then there these they those
  t take takes today tomorrow tonight too us ve very was were what which who why will won would you your`
const SPANISH = `al con como de del el en es esta la las lo los mi mis o para por que se su sus un una unos unas y
  algo alguien donde ella ellas ellos eso esto estan estar estoy ha hace hacer hago han hay hoy le les mas me mucha
  muchas mucho muchos muy nada no nos pero porque puedo quiero ser siempre son tengo tiene tienen tu ya yo`
const STOP: Record<Searched, ReadonlySet<string>> = {
  en: new Set(ENGLISH.split(/\s+/)),
  es: new Set(`${ENGLISH} ${SPANISH}`.split(/\s+/)),
}

/** Words of nearly every Spanish sentence that no English one has, and letters that English words do without. */
const SPANISH_SIGNS = /[áéíóúñ¿¡]|(?:^|\s)(?:de|del|los|las|una|unos|unas|que|para|por|con|mis)(?=\s|$)/iu

export function looksSpanish(q: string): boolean {
  return SPANISH_SIGNS.test(q)
}

/** What a person typed, as at most eight terms of the first 200 characters, each with its synonyms. */
export function searchWords(q: string, groups: SynonymGroups, language: Searched = 'en'): SearchWords {
  const read = [...(PARTED.test(q) ? q.replaceAll(' ', '') : q)].slice(0, MOST_CHARACTERS).join('')
  const asked = timeAsked(read)
  const words = plainWords(asked?.rest ?? read)
  const synonyms = synonymsOf(groups)
  const said = termsIn(words, { synonyms, stop: STOP[looksSpanish(read) ? 'es' : language] })
  // A query of nothing but small words is still a query; beside a time they only hold it together.
  const kept = said.length > 0 || asked ? said : words.slice(0, MOST_TERMS).map((typed) => termOf(typed, synonyms))
  const code = words.length === 1 && CODE.test(words[0] ?? '') ? { code: words[0]?.toUpperCase() } : {}
  return { terms: kept.filter((term, i) => kept.findIndex(({ typed }) => typed === term.typed) === i), ...code }
}

interface Reading {
  readonly synonyms: Synonyms
  readonly stop: ReadonlySet<string>
}

function termsIn(words: readonly string[], { synonyms, stop }: Reading): SearchTerm[] {
  const terms: SearchTerm[] = []
  for (let at = 0; at < words.length && terms.length < MOST_TERMS; ) {
    const phrase = phraseAt(words.slice(at), synonyms)
    const typed = phrase ?? words[at] ?? ''
    // Spanish "el" is an article before it is English learners.
    if (typed.includes(' ') || !stop.has(typed)) terms.push(termOf(typed, synonyms))
    at += typed.split(' ').length
  }
  return terms
}

function termOf(typed: string, synonyms: Synonyms): SearchTerm {
  const groups = groupsOf(typed, synonyms)
  const guessed = groups.length > 0 ? [] : groupsNear(typed, synonyms)
  return { typed, synonyms: others(typed, groups), guesses: others(typed, guessed) }
}

function others(typed: string, groups: readonly Group[]): string[] {
  return [...new Set(groups.flat())].filter((member) => member !== typed)
}

function phraseAt(words: readonly string[], synonyms: Synonyms): string | undefined {
  return phraseBeginning(words, synonyms) ?? phraseNear(words, synonyms)
}

/** Every phrase of several words that the groups have, in all its forms. */
export function phrasesIn(groups: SynonymGroups): string[] {
  const members = synonymsOf(groups).groups.flat()
  return [...new Set(members.filter((member) => member.includes(' ')).flatMap(formsOf))]
}
