import { baseOf, editDistance, isNear, isNearBase, LONGEST_ENDING, mostSlips } from './spelling.ts'
import type { Searched } from './translation.ts'

/** A word of the catalogue and what the index makes of it. */
export interface StemmedWord {
  word: string
  stem: string
}

/** What the words of the catalogue say about one typed word. */
export interface Neighbors {
  /** The catalogue has the word, or one that begins so. */
  known: boolean
  /** Words that begin with it. */
  starts: readonly string[]
  /** Words that begin with one of its forms: in Spanish a form is often what other words begin with. */
  formStarts: readonly string[]
  /** Other forms of it: asks, asked. */
  forms: readonly string[]
  /** Words a slip or two away, in any form; the nearest first. */
  near: readonly string[]
}

/** Every word of the catalogue in one language, laid out so that a few are compared for each word typed, not all. */
export interface Lexicon {
  language: Searched
  stems: ReadonlyMap<string, string>
  byStem: ReadonlyMap<string, readonly string[]>
  byLetter: ReadonlyMap<string, readonly Laid[]>
  byLength: ReadonlyMap<number, readonly Laid[]>
}

interface Laid {
  word: string
  /** Which letters it has, a bit for each: what differs in many is not compared letter by letter. */
  letters: number
  base: string
  baseLetters: number
}

/** Letters typed before words that begin so answer. */
const PREFIX_FROM = 3

export function lexiconOf(language: Searched, words: readonly StemmedWord[]): Lexicon {
  const laid = words.map(({ word }) => laidOf(word))
  return {
    language,
    stems: new Map(words.map(({ word, stem }) => [word, stem])),
    byStem: grouped(words.map(({ word, stem }) => [stem, word])),
    byLetter: grouped(laid.map((one) => [one.word.charAt(0), one])),
    byLength: grouped(laid.map((one) => [one.word.length, one])),
  }
}

/** @param stem as the index makes it of the typed word, which the catalogue need not have */
export function neighborsOf(lexicon: Lexicon, { word, stem }: StemmedWord): Neighbors {
  const alike = lexicon.byLetter.get(word.charAt(0)) ?? []
  const whole = lexicon.stems.has(word)
  // Who typed a word of the catalogue has not begun a longer one: phone is not phonemic.
  const starts = whole ? [] : startsOf(lexicon, word)
  const forms = (lexicon.byStem.get(stem) ?? []).filter(
    (form) => form !== word && (lexicon.language !== 'en' || baseOf(form) === baseOf(word)),
  )
  const formStarts = lexicon.language === 'en' ? [] : forms.flatMap((form) => startsOf(lexicon, form))
  const typed = laidOf(word)
  const near = new Set([...slips(lexicon, typed), ...alike.filter((one) => isOtherForm(typed, one))])
  const others = [...near].map((one) => one.word).filter((one) => one !== word)
  return { known: whole || starts.length > 0, starts, forms, formStarts, near: nearestFirst(word, others) }
}

function startsOf({ byLetter }: Lexicon, word: string): string[] {
  if (word.length < PREFIX_FROM) return []
  return (byLetter.get(word.charAt(0)) ?? []).map((one) => one.word).filter((one) => one.startsWith(word))
}

/** A slip in the word. */
function slips({ byLength }: Lexicon, typed: Laid): Laid[] {
  const most = mostSlips(typed.word)
  const found: Laid[] = []
  for (let length = typed.word.length - most; length <= typed.word.length + most; length++)
    for (const one of byLength.get(length) ?? [])
      if (isClose(typed.letters ^ one.letters, most) && isNear(typed.word, one.word)) found.push(one)
  return found
}

/** A slip in the base of a word that begins alike and ends in another way. */
function isOtherForm(typed: Laid, one: Laid): boolean {
  return (
    isClose(typed.baseLetters ^ one.baseLetters, mostSlips(typed.base)) &&
    Math.abs(typed.word.length - one.word.length) <= LONGEST_ENDING &&
    isNearBase(typed.base, one.base)
  )
}

/** A slip takes one letter away and brings one in, at most. */
function isClose(apart: number, slips: number): boolean {
  let count = 0
  for (let rest = apart; rest !== 0; rest &= rest - 1) count++
  return count <= 2 * slips
}

function nearestFirst(word: string, near: readonly string[]): string[] {
  const slipsTo = new Map(near.map((one) => [one, editDistance(word, one)]))
  return near.toSorted((a, b) => (slipsTo.get(a) ?? 0) - (slipsTo.get(b) ?? 0))
}

function laidOf(word: string): Laid {
  const base = baseOf(word)
  return { word, letters: lettersIn(word), base, baseLetters: lettersIn(base) }
}

function lettersIn(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) % 32)
  return letters
}

function grouped<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group) group.push(value)
    else groups.set(key, [value])
  }
  return groups
}
