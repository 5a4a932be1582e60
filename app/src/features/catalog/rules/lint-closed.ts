import { runs } from '../../../lib/words.ts'
import { CLOSED_RUN } from '../../framework/rules.ts'
import type { AchievementContent } from '../model.ts'
import { error, type Problem } from './problem.ts'
import { withoutCitations } from './prose.ts'

/** Whether eight words in a row stand in a text that may not be passed on; the site keeps hashes, not the text. */
export type IsClosedText = (shingle: string) => boolean

/** X1: no run of eight words from a closed framework, in any text of the entry. */
export function lintClosed(content: AchievementContent, isClosed: IsClosedText): Problem[] {
  return textsIn(content, '').flatMap(({ path, text }) => {
    const run = [...runsIn(text)].find(isClosed)
    return run === undefined ? [] : [error(path, 'X1', `"${run}" stands in a framework that may not be copied.`)]
  })
}

function runsIn(text: string): Set<string> {
  return runs(withoutCitations(text), CLOSED_RUN)
}

/** Every run of words of what is being written, to be looked for among closed ones. */
export function runsOf(content: unknown): Set<string> {
  return new Set(textsIn(content, '').flatMap(({ text }) => [...runsIn(text)]))
}

function textsIn(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path === '' ? key : `${path}.${key}`))
}
