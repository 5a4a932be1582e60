import { editDistance } from './spelling.ts'

const SHORTEST = 5
// A slip in one of these may make another number.
const COUNTS = /\p{N}|^(three|seven|eight|eleven|twelve|third|fourth|fifth|sixth|eighth|ninth|.+teen|.+ty)$/u

/** The same words with other signs, capitals or letters put right: nothing that a reader would decide differently. */
export function isSpelling(before: string, after: string): boolean {
  const [old, now] = [lettersOf(before), lettersOf(after)]
  return old.length === now.length && old.every((word, i) => isSlip(word, now[i] ?? ''))
}

function lettersOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []
}

/** One letter wrong, or two that changed places, in a word without figures and long enough to be no other word. */
function isSlip(old: string, now: string): boolean {
  if (old === now) return true
  if (COUNTS.test(old) || COUNTS.test(now) || Math.min(old.length, now.length) < SHORTEST) return false
  return editDistance(old, now, 1) <= 1 || isSwap(old, now)
}

function isSwap(old: string, now: string): boolean {
  const at = [...old].findIndex((letter, i) => letter !== now[i])
  const swapped = old.slice(0, at) + (old[at + 1] ?? '') + (old[at] ?? '') + old.slice(at + 2)
  return swapped === now
}
