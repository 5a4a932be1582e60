/** Letters typed before a slip is forgiven, and how many of them may be slips. */
export const FUZZY_FROM = 5
export const FUZZY_SHARE = 0.15

/** One form for one and many: enough for English nouns, and never shown. */
export function singular(word: string): string {
  return word.length > 3 ? word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '') : word
}

/** Edits allowed: 15 % of the letters typed, rounded. */
export function isNear(typed: string, word: string): boolean {
  if (typed.length < FUZZY_FROM) return false
  const most = Math.round(FUZZY_SHARE * typed.length)
  return Math.abs(typed.length - word.length) <= most && editDistance(typed, word) <= most
}

export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
