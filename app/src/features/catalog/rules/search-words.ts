import { formsOf, isNear, isNearPhrase, singular } from './spelling.ts'
import type { Searched } from './translation.ts'

/** Groups of words that mean the same, from `catalog/synonyms.yaml`. */
export type SynonymGroups = readonly (readonly string[])[]

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
const MARKS = /\p{M}+/gu
// Not `no`, `when` or `all`: in a title they carry meaning.
const ENGLISH = `a an and are as at be by can do for from how i in is it me my of on or our the this to want we with
  about again always am any anything bad been being best better but did does doing don doesn didn ever every everything
  get gets getting give gives go goes going got had has have he her his if isn just keep keeps ll made make makes
  more most much never nothing really s she so spend spends some something than that their them then there these they those
  t take takes too us ve very was were what which who why will won would you your`
const SPANISH = `al con como de del el en es esta la las lo los mi mis o para por que se su sus un una unos unas y
  algo alguien donde ella ellas ellos eso esto estan estar estoy ha hace hacer hago han hay le les mas me mucha
  muchas mucho muchos muy nada nos pero porque puedo quiero ser siempre son tengo tiene tienen tu ya yo`
const STOP: Record<Searched, ReadonlySet<string>> = {
  en: new Set(ENGLISH.split(/\s+/)),
  es: new Set(`${ENGLISH} ${SPANISH}`.split(/\s+/)),
}

/** Lower case without accents, as the index stores it. */
export function plain(text: string): string {
  // Most words have no accent to lose.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(MARKS, '').normalize('NFC').toLowerCase()
}

export function plainWords(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words with a blank before and behind each, so that a whole word or phrase is found as a piece of the line. */
export function plainLine(text: string): string {
  return ` ${plainWords(text).join(' ')} `
}

/** What a person typed, as at most eight terms of the first 200 characters, each with its synonyms. */
export function searchWords(q: string, groups: SynonymGroups, language: Searched = 'en'): SearchWords {
  const words = plainWords([...q].slice(0, MOST_CHARACTERS).join(''))
  const members = groups.flatMap(plainGroup)
  const terms: SearchTerm[] = []
  for (let at = 0; at < words.length && terms.length < MOST_TERMS; ) {
    const phrase = phraseAt(words.slice(at), members)
    const typed = phrase ?? words[at] ?? ''
    if (phrase !== undefined || !STOP[language].has(typed)) terms.push(termOf(typed, groups))
    at += typed.split(' ').length
  }
  // A query of nothing but small words is still a query.
  const kept = terms.length > 0 ? terms : words.slice(0, MOST_TERMS).map((typed) => termOf(typed, groups))
  const code = words.length === 1 && CODE.test(words[0] ?? '') ? { code: words[0]?.toUpperCase() } : {}
  return { terms: kept.filter((term, i) => kept.findIndex(({ typed }) => typed === term.typed) === i), ...code }
}

function termOf(typed: string, groups: SynonymGroups): SearchTerm {
  const synonyms = groups.filter((group) => plainGroup(group).some((member) => singular(member) === singular(typed)))
  const nearly =
    synonyms.length > 0 ? [] : groups.filter((group) => plainGroup(group).some((member) => isNearMember(typed, member)))
  return { typed, synonyms: others(typed, synonyms), guesses: others(typed, nearly) }
}

function isNearMember(typed: string, member: string): boolean {
  if (typed.includes(' ') !== member.includes(' ')) return false
  return typed.includes(' ') ? isNearPhrase(typed.split(' '), member.split(' ')) : isNear(typed, member)
}

function others(typed: string, groups: SynonymGroups): string[] {
  return [...new Set(groups.flatMap(plainGroup))].filter((member) => member !== typed)
}

const plained = new WeakMap<readonly string[], readonly string[]>()

/** A group is asked at every search and never changes: its plain words are made once. */
function plainGroup(group: readonly string[]): readonly string[] {
  const known = plained.get(group) ?? group.map((member) => plainWords(member).join(' '))
  plained.set(group, known)
  return known
}

function phraseAt(words: readonly string[], members: readonly string[]): string | undefined {
  return longestPhrase(words, members) ?? nearPhrase(words, members)
}

function longestPhrase(words: readonly string[], members: readonly string[]): string | undefined {
  const line = `${words.join(' ')} `
  return members.filter((member) => line.startsWith(`${member} `)).sort((a, b) => b.length - a.length)[0]
}

/** Words typed that are nearly a phrase of the groups: as typed, because the phrase itself is only a guess. */
function nearPhrase(words: readonly string[], members: readonly string[]): string | undefined {
  const phrases = members.filter((member) => member.includes(' ')).map((member) => member.split(' '))
  const near = phrases.filter((phrase) => isNearPhrase(words.slice(0, phrase.length), phrase))
  const longest = Math.max(0, ...near.map((phrase) => phrase.length))
  return longest > 0 ? words.slice(0, longest).join(' ') : undefined
}

/** Every phrase of several words that the groups have, in all its forms. */
export function phrasesIn(groups: SynonymGroups): string[] {
  const members = groups.flatMap(plainGroup).filter((member) => member.includes(' '))
  return [...new Set(members.flatMap(formsOf))]
}
