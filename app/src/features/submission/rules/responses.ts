import { wordCount } from '../../../lib/words.ts'
import { type Finding, finding, type Severity } from './finding.ts'
import { type Prompt, promptsOf, type ReadyContent } from './ready-content.ts'

export interface Response {
  readonly promptId: string
  readonly body: string
}

export function responseFindings(
  content: Pick<ReadyContent, 'part1' | 'part3'>,
  responses: readonly Response[],
): Finding[] {
  const bodies = new Map(responses.map(({ promptId, body }) => [promptId, body]))
  return promptsOf(content).flatMap((prompt) => responseFinding(prompt, wordCount(bodies.get(prompt.id) ?? '')))
}

function responseFinding({ id, minWords, maxWords }: Prompt, words: number): Finding[] {
  if (words === 0) return minWords === 0 ? [] : [finding('response-missing', { requirementId: id })]
  if (words < (minWords ?? 1)) return [finding('response-too-short', { requirementId: id })]
  const severity = lengthSeverity(words, maxWords)
  return severity ? [finding('response-too-long', { requirementId: id }, severity)] : []
}

/** Up to a tenth over the limit is advice; beyond it blocks. In whole numbers, so that 110 of 100 is still a tenth. */
export function lengthSeverity(amount: number, limit: number): Extract<Severity, 'block' | 'warn'> | null {
  if (amount <= limit) return null
  return amount * 10 > limit * 11 ? 'block' : 'warn'
}
