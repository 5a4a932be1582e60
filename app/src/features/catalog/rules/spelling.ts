/** Letters typed before one slip is forgiven, and before two. */
const FUZZY_FROM = 5
const TWO_FROM = 8
/** Below this many letters two slips are forgiven only behind a right first letter, which few people miss. */
const SURE_FROM = 10

/** One form for one and many: enough for English nouns, and never shown. */
export function singular(word: string): string {
  return word.length > 3 ? word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '') : word
}

/** The word, or the last word of a phrase, as one and as many. */
export function formsOf(phrase: string): string[] {
  const one = singular(phrase)
  const many = [`${one}s`, `${one}es`, ...(one.endsWith('y') ? [`${one.slice(0, -1)}ies`] : [])]
  return [...new Set([phrase, one, ...many])]
}

export function isNear(typed: string, word: string): boolean {
  if (typed.length < FUZZY_FROM) return false
  const most = slipsIn(typed, word)
  if (Math.abs(typed.length - word.length) > most) return false
  const [a, b] = differing(typed, word)
  // What differs is no longer than the edits allowed: no need to count them.
  if (Math.max(a.length, b.length) <= most) return true
  return editDistance(a, b, most) <= most
}

/** More are forgiven in no word. */
export function mostSlips(typed: string): number {
  if (typed.length < FUZZY_FROM) return 0
  return typed.length < TWO_FROM ? 1 : 2
}

function slipsIn(typed: string, word: string): number {
  if (typed.length < TWO_FROM) return 1
  return typed.length >= SURE_FROM || typed[0] === word[0] ? 2 : 1
}

/** The ending of English verbs and nouns taken off; the stemmer would also join `formative` and `format`. */
export function baseOf(word: string): string {
  return word.replace(/(ings?|ed|ers?|ies|es|s|e|y)$/, '').replace(/(.)\1$/, '$1')
}

export const LONGEST_ENDING = 4

/** A slip in the base of words that begin alike. */
export function isNearBase(typed: string, base: string): boolean {
  const most = typed.length >= SURE_FROM ? 2 : 1
  if (typed.length < FUZZY_FROM || Math.abs(typed.length - base.length) > most) return false
  return editDistance(typed, base, most) <= most
}

/**
 * Two phrases word by word, each in its singular. Beside its neighbors a word of four letters is clear enough to forgive a
 * slip.
 */
export function areNear(typed: readonly string[], phrase: readonly string[]): boolean {
  return typed.length === phrase.length && typed.every((word, at) => isNearInPhrase(word, phrase[at] ?? ''))
}

function isNearInPhrase(a: string, b: string): boolean {
  return (
    a === b || isNear(a, b) || (a.length >= FUZZY_FROM - 1 && b.length >= FUZZY_FROM - 1 && editDistance(a, b, 1) <= 1)
  )
}

/** What is left of two words without their common beginning and end. */
function differing(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)]
}

/** Letters to change, add, drop, or swap with the next; counting stops, one above it, when `most` is passed. */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  // More letters than may be edited are missing.
  if (Math.abs(a.length - b.length) > most) return most + 1
  const first = new Uint16Array(b.length + 1)
  let rows: Rows = { before: first, row: first.map((_, j) => j), next: first.slice() }
  let least = 0
  for (let i = 1; i <= a.length; i++) {
    const leastNext = fillNext(rows, i, [a, b])
    if (Math.min(least, leastNext) > most) return most + 1
    least = leastNext
    rows = { before: rows.row, row: rows.next, next: rows.before }
  }
  return rows.row[b.length] ?? 0
}

interface Rows {
  before: Uint16Array
  row: Uint16Array
  next: Uint16Array
}

/** Fills the row behind letter `i` of the first word; gives the least of it. */
function fillNext({ before, row, next }: Rows, i: number, [a, b]: readonly [string, string]): number {
  const [last, letter] = [a.charCodeAt(i - 2), a.charCodeAt(i - 1)]
  next[0] = i
  let least = i
  for (let j = 1; j <= b.length; j++) {
    const change = (row[j - 1] as number) + (letter === b.charCodeAt(j - 1) ? 0 : 1)
    const turned = i > 1 && j > 1 && last === b.charCodeAt(j - 1) && letter === b.charCodeAt(j - 2)
    const swap = turned ? (before[j - 2] as number) + 1 : change
    next[j] = Math.min(change, swap, (row[j] as number) + 1, (next[j - 1] as number) + 1)
    least = Math.min(least, next[j] as number)
  }
  return least
}
