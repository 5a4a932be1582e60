import type { AchievementContent } from '../model.ts'
import { shinglesOf } from './near-duplicates.ts'
import { error, type Problem } from './problem.ts'

/** Whether eight words in a row stand in a text that may not be passed on; the site keeps hashes, not the text. */
export type IsClosedText = (shingle: string) => boolean

/** X1: no run of eight words from a closed framework, in any text of the entry. */
export function lintClosed(content: AchievementContent, isClosed: IsClosedText): Problem[] {
  return textsIn(content, '').flatMap(({ path, text }) => {
    const run = [...shinglesOf(text)].find(isClosed)
    return run === undefined ? [] : [error(path, 'X1', `"${run}" stands in a framework that may not be copied.`)]
  })
}

function textsIn(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path === '' ? key : `${path}.${key}`))
}
