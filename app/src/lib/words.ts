const RUN = /[\p{L}\p{M}\p{N}'’]+/gu
const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
const SENTENCE_END = /(?<![.!?…])[.!?…]+(?=\s|$)/gu

/** Maximal runs of letters, digits and apostrophes; a run of apostrophes alone says nothing and is none. */
export function words(text: string): string[] {
  return (text.normalize('NFC').match(RUN) ?? []).filter((run) => LETTER_OR_DIGIT.test(run))
}

export function wordCount(text: string): number {
  return words(text).length
}

/** Length as people count it: code points after NFC. */
export function codePoints(text: string): number {
  return [...text.normalize('NFC')].length
}

/** Groups of [aeiouy], minus a final silent e, at least one. English only. */
export function syllables(word: string): number {
  const lower = word.toLowerCase()
  const groups = lower.match(/[aeiouy]+/g)?.length ?? 0
  const silent = /[^aeiouy]e$/.test(lower) ? 1 : 0
  return Math.max(1, groups - silent)
}

/** Flesch–Kincaid grade of an English text; null where there is no word. */
export function readingGrade(text: string): number | null {
  const found = words(text)
  if (found.length === 0) return null
  const sentences = Math.max(1, text.match(SENTENCE_END)?.length ?? 0)
  const spoken = found.reduce((sum, word) => sum + syllables(word), 0)
  return (0.39 * found.length) / sentences + (11.8 * spoken) / found.length - 15.59
}

/** Share of common runs of `size` words (Jaccard); two texts shorter than one run share nothing. */
export function overlap(one: string, other: string, size = 5): number {
  const left = runs(one, size)
  const right = runs(other, size)
  const union = new Set([...left, ...right]).size
  return union === 0 ? 0 : [...left].filter((run) => right.has(run)).length / union
}

/** Runs of so many words, in lower case, each once; a text shorter than that has none. */
export function runs(text: string, size: number): Set<string> {
  const lower = words(text.normalize('NFKC').toLowerCase())
  const found = new Set<string>()
  for (let at = 0; at + size <= lower.length; at++) found.add(lower.slice(at, at + size).join(' '))
  return found
}
