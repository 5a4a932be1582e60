import { editDistance } from './spelling.ts'

/** True for a word that the catalogue knows: a change away from it is a change of meaning, not of spelling. */
export type IsWord = (word: string) => boolean

const SHORTEST = 4

/** How two texts differ: not, in punctuation alone, in the spelling of words nobody else writes, or in what they say. */
export function wordingOf(
  before: string,
  after: string,
  isWord: IsWord,
): 'same' | 'punctuation' | 'spelling' | 'other' {
  if (before === after) return 'same'
  const pairs = pairedWords(before, after)
  if (pairs === null) return 'other'
  const differing = pairs.filter(([a, b]) => a !== b)
  if (differing.length === 0) return 'punctuation'
  return differing.every(([a, b]) => isSlip(a, b, isWord)) ? 'spelling' : 'other'
}

/** Words that stood where another stands now, for whoever has to look them up. */
export function replacedWords(before: string, after: string): string[] {
  return (pairedWords(before, after) ?? []).flatMap(([a, b]) => (a === b ? [] : [a]))
}

function pairedWords(before: string, after: string): [string, string][] | null {
  const [a, b] = [wordsIn(before), wordsIn(after)]
  return a.length === b.length ? a.map((word, i) => [word, b[i] ?? '']) : null
}

/** Numbers and signs such as % belong to what is said; commas, quotes and capitals do not. */
function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}]+|\p{N}+|[%<>=+]/gu) ?? []
}

function isSlip(a: string, b: string, isWord: IsWord): boolean {
  if (a.length < SHORTEST || b.length < SHORTEST || /[^\p{L}\p{M}]/u.test(a + b)) return false
  return !isWord(a) && editDistance(a, b, 1) <= 1
}
