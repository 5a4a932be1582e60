/** Letters typed before a slip is forgiven, and how many of them may be slips. */
export const FUZZY_FROM = 5
export const FUZZY_SHARE = 0.15

/** One form for one and many: enough for English nouns, and never shown. */
export function singular(word: string): string {
  return word.length > 3 ? word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '') : word
}

/** The word, or the last word of a phrase, as one and as many. Every form begins with the first in `stemOf`. */
export function formsOf(phrase: string): string[] {
  const one = singular(phrase)
  const many = [`${one}s`, `${one}es`, ...(one.endsWith('y') ? [`${one.slice(0, -1)}ies`] : [])]
  return [...new Set([phrase, one, ...many])]
}

export function stemOf(phrase: string): string {
  const one = singular(phrase)
  return one.endsWith('y') ? one.slice(0, -1) : one
}

/** Edits allowed: 15 % of the letters typed, rounded. */
export function isNear(typed: string, word: string): boolean {
  if (typed.length < FUZZY_FROM) return false
  const most = Math.round(FUZZY_SHARE * typed.length)
  if (Math.abs(typed.length - word.length) > most) return false
  const [a, b] = differing(typed, word)
  // What differs is no longer than the edits allowed: no need to count them.
  if (Math.max(a.length, b.length) <= most) return true
  return most > 1 && editDistance(a, b, most) <= most
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

/** Letters to change, add or drop; counting stops, one above it, when `most` is passed. */
export function editDistance(a: string, b: string, most = Number.POSITIVE_INFINITY): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    row = nextRow(row, a[i - 1], b)
    if (Math.min(...row) > most) return most + 1
  }
  return row[b.length] ?? 0
}

function nextRow(row: readonly number[], letter: string | undefined, b: string): number[] {
  const next = [(row[0] ?? 0) + 1]
  for (let j = 1; j <= b.length; j++) {
    const swap = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)
    next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
  }
  return next
}
