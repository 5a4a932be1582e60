import { blankSpans, piecesBetween } from '../../../lib/spans.ts'

const ABBREVIATIONS = /\b(e\.g|i\.e|etc|vs|Dr|Mr|Mrs|Ms|St|U\.S|No|p|pp|al)\.(?=\s)/g
const BE = 'is|are|was|were|be|been|being|gets|get|got'
const IRREGULAR =
  'begun|bound|bought|broken|brought|built|caught|chosen|cut|done|drawn|driven|felt|found|given|gone|grown|heard|held|hidden|kept|known|laid|led|left|let|lost|made|meant|met|paid|put|quoted|read|run|said|seen|sent|set|shown|spent|split|spoken|taken|taught|thought|told|understood|won|written'
const PASSIVE = new RegExp(
  `\\b(?:${BE})\\s+(?:(?:not|never|also|then|only|\\w+ly)\\s+)*(?:\\w{2,}ed|${IRREGULAR})\\b`,
  'i',
)

/** Citations are marks, not words a reader speaks. */
export function withoutCitations(text: string): string {
  const pieces = piecesBetween(text, ['[', ']'])
  return pieces.map((piece, i) => (i < pieces.length - 1 ? piece.trimEnd() : piece)).join('')
}

/** Words in quotation marks are what somebody says, not what the author claims. */
export function withoutQuotes(text: string): string {
  return blankSpans(blankSpans(text, ['"', '"']), ['“', '”'])
}

export function sentencesOf(text: string): string[] {
  return withoutCitations(text)
    .replace(ABBREVIATIONS, (found) => found.replaceAll('.', ''))
    .split(/(?<=[.!?]["”)]?)\s+(?=["“(]?[A-Z0-9])/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /\p{L}/u.test(sentence))
}

export function wordsOf(text: string): string[] {
  return withoutCitations(text).match(/[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu) ?? []
}

export function lowerWordsOf(text: string): string[] {
  return wordsOf(text).map((word) => word.toLowerCase())
}

export function syllablesIn(word: string): number {
  const bare = word.toLowerCase().replace(/[^a-z]/g, '')
  if (bare.length <= 3) return 1
  const spoken = bare
    .replace(/(?<=[^aeioutd])ed$/, '')
    .replace(/(?<=[^aeioulsxzcg])es$/, '')
    .replace(/(?<=[^aeioul])e$/, '')
    .replace(/^y/, '')
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 1)
}

/** School grade by Flesch and Kincaid; the syllables are estimated, so a grade is good to about one. */
export function readingGrade(text: string): number {
  const words = wordsOf(text)
  const sentences = sentencesOf(text).length
  if (words.length === 0 || sentences === 0) return 0
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0)
  return (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59
}

export function isPassive(sentence: string): boolean {
  return PASSIVE.test(sentence)
}

export function passiveShare(text: string): number {
  const sentences = sentencesOf(text)
  return sentences.length === 0 ? 0 : sentences.filter(isPassive).length / sentences.length
}

export function longestSentence(text: string): number {
  return Math.max(0, ...sentencesOf(text).map((sentence) => wordsOf(sentence).length))
}

export function jaccard(one: Iterable<string>, other: Iterable<string>): number {
  const a = new Set(one)
  const b = new Set(other)
  const both = [...a].filter((item) => b.has(item)).length
  const either = a.size + b.size - both
  return either === 0 ? 1 : both / either
}
