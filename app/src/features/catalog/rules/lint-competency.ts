import { error, type Problem, warning } from './problem.ts'
import { lowerWordsOf, sentencesOf } from './prose.ts'
import { thirdPerson } from './verbs.ts'

const START = /^(The educator|Educator) /
const VAGUE =
  /^(understands?|knows?|appreciates?|(is|be) aware|learns?|explores?|becomes? familiar|values?|believes?)\b/i
const PATH = 'competency'

/** C1 to C3: one actor, one observable ability, one sentence. */
export function lintCompetency(competency: string, verbs: readonly string[]): Problem[] {
  return [...lintSentence(competency), ...lintFirstVerb(competency), ...lintSecondVerb(competency, verbs)]
}

function lintSentence(competency: string): Problem[] {
  const problems: Problem[] = []
  if (!START.test(competency)) problems.push(error(PATH, 'C1', 'Start with "The educator" or "Educator".'))
  if (!competency.endsWith('.')) problems.push(error(PATH, 'C1', 'End with a period.'))
  if (sentencesOf(competency).length !== 1) problems.push(error(PATH, 'C1', 'Write exactly one sentence.'))
  return problems
}

function lintFirstVerb(competency: string): Problem[] {
  const predicate = competency.replace(START, '').replace(/^(?:\w+ly )+/, '')
  const vague = VAGUE.exec(predicate)?.[0]
  return vague ? [error(PATH, 'C2', `"${vague}" cannot be seen. Begin with what the educator does.`)] : []
}

function lintSecondVerb(competency: string, verbs: readonly string[]): Problem[] {
  const forms = new Set(verbs.map(thirdPerson))
  const words = lowerWordsOf(competency)
  const second = words.find((word, i) => forms.has(word) && joins(words, i))
  return second ? [warning(PATH, 'C3', `A second main verb, "${second}". One competency is one ability.`)] : []
}

/** "and names", "or then names": the verb follows a joining word, an adverb at most between. */
function joins(words: readonly string[], i: number): boolean {
  const before = words[i - 1] ?? ''
  const joint = /ly$|^(then|also)$/.test(before) ? (words[i - 2] ?? '') : before
  return joint === 'and' || joint === 'or'
}
