import { type AchievementContent, type Alignment, OWN_FRAMEWORK } from '../model.ts'
import { weightsOf } from './alignments.ts'
import { error, type Problem } from './problem.ts'

/** Codes known of each framework; a framework that is absent here is not checked. */
export type FrameworkCodes = ReadonlyMap<string, ReadonlySet<string>>

export interface Terms {
  subjects?: ReadonlySet<string>
  tags?: ReadonlySet<string>
  frameworks: FrameworkCodes
}

/** Lists, ids, ranges, alignments: what a machine can hold together. */
export function lintTerms(content: AchievementContent, terms: Terms): Problem[] {
  return [
    ...lintIds(content),
    ...lintLists(content, terms),
    ...lintRanges(content),
    ...lintAlignments(content.alignments, terms.frameworks),
  ]
}

function lintIds(content: AchievementContent): Problem[] {
  const lists: Record<string, readonly { id: string }[]> = {
    components: content.components,
    'part1.questions': content.part1.questions,
    'part2.requirements': content.part2.requirements,
    'part3.prompts': content.part3.prompts,
    talkThrough: content.talkThrough,
    'rubric.levels': content.rubric.levels,
    'rubric.criteria': content.rubric.criteria,
  }
  for (const [i, requirement] of content.part2.requirements.entries())
    lists[`part2.requirements.${i}.indicators`] = requirement.indicators
  return Object.entries(lists).flatMap(([path, items]) =>
    repeated(items.map(({ id }) => id)).map((id) => error(path, 'id_duplicate', `${id} stands twice.`)),
  )
}

function repeated(items: readonly string[]): string[] {
  return [...new Set(items.filter((item, i) => items.indexOf(item) !== i))]
}

function lintLists(content: AchievementContent, { subjects, tags }: Terms): Problem[] {
  const lists: [
    path: 'audience' | 'grades' | 'subjects' | 'tags',
    known: ReadonlySet<string> | undefined,
    whole?: string,
  ][] = [
    ['audience', undefined],
    ['grades', undefined, 'all'],
    ['subjects', subjects && new Set([...subjects, 'any']), 'any'],
    ['tags', tags],
  ]
  return lists.flatMap(([path, known, whole]) => {
    const items: readonly string[] = content[path]
    return [
      ...repeated(items).map((item) => error(path, 'id_duplicate', `${item} stands twice.`)),
      ...items
        .filter((item) => known && !known.has(item))
        .map((item) => error(path, `${path}_unknown`, `${item} is not in catalog/${path}.yaml.`)),
      ...(whole && items.length > 1 && items.includes(whole)
        ? [error(path, 'list_mixed', `"${whole}" stands alone.`)]
        : []),
    ]
  })
}

function lintRanges({ effort, part1 }: AchievementContent): Problem[] {
  const problems = part1.questions.flatMap(({ id, minWords, maxWords }, i) =>
    minWords > maxWords
      ? [error(`part1.questions.${i}.minWords`, 'range_reversed', `${id}: minWords is above maxWords.`)]
      : [],
  )
  if (effort.weeksMin > effort.weeksMax)
    problems.push(error('effort.weeksMin', 'range_reversed', 'weeksMin is above weeksMax.'))
  return problems
}

/** Weights of one framework: all absent (then equal), or all given with the sum 1. */
function lintAlignments(alignments: readonly Alignment[], frameworks: FrameworkCodes): Problem[] {
  const problems = alignments.flatMap(({ frameworkId, itemId }, i) =>
    frameworks.get(frameworkId)?.has(itemId) === false
      ? [error(`alignments.${i}.itemId`, 'alignment_unknown', `${itemId} is not in ${frameworkId}.`)]
      : [],
  )
  if (!alignments.some(({ frameworkId }) => frameworkId === OWN_FRAMEWORK))
    problems.push(error('alignments', 'alignment_missing', `Align to one competency of ${OWN_FRAMEWORK} or more.`))
  for (const frameworkId of new Set(alignments.map((alignment) => alignment.frameworkId)))
    if (!isWeighed(alignments.filter((alignment) => alignment.frameworkId === frameworkId)))
      problems.push(error('alignments', 'alignment_weights', `The weights of ${frameworkId} do not sum to 1.`))
  return problems
}

function isWeighed(rows: readonly Alignment[]): boolean {
  return ['equal', 'whole'].includes(weightsOf(rows).kind)
}
