import type { AchievementContent } from '../model.ts'
import { error, type Problem, warning } from './problem.ts'
import { longestSentence, passiveShare, readingGrade } from './prose.ts'

interface Passage {
  path: string
  text: string
}

function instructionsOf(content: AchievementContent): Passage[] {
  return content.part2.requirements.map(({ instructions }, i) => ({
    path: `part2.requirements.${i}.instructions`,
    text: instructions,
  }))
}

/** One passage for each level: a single sentence is too short for a reading grade. */
function levelsOf({ rubric }: AchievementContent): Passage[] {
  return rubric.levels.map(({ id }) => ({
    path: `rubric.criteria (${id})`,
    text: rubric.criteria.map(({ descriptors }) => asSentence(descriptors[id] ?? '')).join(' '),
  }))
}

function cellsOf({ rubric }: AchievementContent): Passage[] {
  return rubric.criteria.flatMap(({ descriptors }, i) =>
    Object.entries(descriptors).map(([level, text]) => ({ path: `rubric.criteria.${i}.descriptors.${level}`, text })),
  )
}

function asSentence(text: string): string {
  return /[.!?]["”)]?$/.test(text) ? text : `${text}.`
}

/** T1 and T2: a tired reader understands it on the first reading. */
export function lintProse(content: AchievementContent): Problem[] {
  const rationale = { path: 'rationale', text: content.rationale }
  const instructions = instructionsOf(content)
  const passages = [rationale, ...instructions, ...levelsOf(content)]
  return [
    ...passages.flatMap(lintGrade),
    ...passages.flatMap(lintPassive),
    ...[rationale, ...instructions, ...cellsOf(content)].flatMap(lintLength),
  ]
}

function lintGrade({ path, text }: Passage): Problem[] {
  const grade = readingGrade(text)
  if (grade <= 10) return []
  const report = grade > 12 ? error : warning
  return [report(path, 'T1', `Reading grade ${grade.toFixed(1)}; 10 is the limit. Shorter sentences and words help.`)]
}

function lintPassive({ path, text }: Passage): Problem[] {
  const share = passiveShare(text)
  if (share <= 0.3) return []
  return [warning(path, 'T2', `${Math.round(share * 100)} % of the sentences are passive. Say who does it.`)]
}

function lintLength({ path, text }: Passage): Problem[] {
  const words = longestSentence(text)
  return words > 35 ? [warning(path, 'T2', `A sentence of ${words} words; 35 is the limit.`)] : []
}
