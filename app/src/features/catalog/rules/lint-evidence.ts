import type { AchievementContent, EvidenceType, Requirement } from '../model.ts'
import { error, type Problem, warning } from './problem.ts'

const RECORDED: readonly EvidenceType[] = ['video', 'audio', 'photo']
const SHOWS_STUDENTS: readonly EvidenceType[] = ['video', 'photo', 'audio', 'student_work']

/** E1 to E3, P1, and what criteria look at. */
export function lintEvidence(content: AchievementContent): Problem[] {
  return [
    ...lintTrace(content),
    ...lintBurden(content),
    ...lintWords(content),
    ...lintStudents(content),
    ...content.part2.requirements.flatMap((requirement, i) => lintRequirement(requirement, `part2.requirements.${i}`)),
    ...lintPracticeCase(content),
    ...lintAnchors(content),
    ...lintIndicators(content),
    ...lintComponents(content),
  ]
}

function lintTrace({ needsStudents, part2 }: AchievementContent): Problem[] {
  const writingOnly = part2.requirements.every(({ evidenceTypes }) =>
    evidenceTypes.every((type) => type === 'document'),
  )
  if (!writingOnly) return []
  // A filled-in form may be a trace of practice; without students a reader says whether it is (Q10).
  return needsStudents
    ? [error('part2.requirements', 'E1', 'Students are needed, yet every requirement takes documents only.')]
    : [warning('part2.requirements', 'E1', 'Every requirement takes documents only: is one a trace of practice?')]
}

function lintBurden({ effort }: AchievementContent): Problem[] {
  const limits = [
    { field: 'evidenceMinutes', minutes: effort.evidenceMinutes, most: 240, many: 150 },
    { field: 'readerMinutes', minutes: effort.readerMinutes, most: 45, many: 25 },
  ]
  const tooMuch = limits.flatMap(({ field, minutes, most, many }) => {
    if (minutes > most) return [error(`effort.${field}`, 'E2', `${minutes} minutes; ${most} is the limit.`)]
    return minutes > many ? [warning(`effort.${field}`, 'E2', `${minutes} minutes; try to stay at ${many}.`)] : []
  })
  if (effort.hours * 60 >= effort.evidenceMinutes) return tooMuch
  return [...tooMuch, error('effort.hours', 'hours_short', 'The evidence alone takes longer than the hours stated.')]
}

function lintWords({ part1, part3 }: AchievementContent): Problem[] {
  const words = [...part1.questions, ...part3.prompts].reduce((sum, { maxWords }) => sum + maxWords, 0)
  return words > 1200 ? [error('part1.questions', 'E3', `Parts 1 and 3 allow ${words} words; 1200 is the limit.`)] : []
}

function lintStudents(content: AchievementContent): Problem[] {
  const problems: Problem[] = []
  const takes = content.part2.requirements.findIndex(({ evidenceTypes }) => evidenceTypes.includes('student_work'))
  if (!content.needsStudents && takes >= 0)
    problems.push(
      error(
        `part2.requirements.${takes}.evidenceTypes`,
        'needs_students_contradiction',
        'Student work is taken, yet needsStudents is false.',
      ),
    )
  const shows = content.part2.requirements.find(({ evidenceTypes }) =>
    evidenceTypes.some((type) => SHOWS_STUDENTS.includes(type)),
  )
  if (shows && content.safety.studentFaces === undefined)
    problems.push(error('safety.studentFaces', 'P1', `${shows.id} can show a student. Say how faces are treated.`))
  if (!content.needsStudents && content.talkThrough.length < 3)
    problems.push(
      warning('talkThrough', 'talk_through_short', 'Without students, give three questions or more to talk through.'),
    )
  if (content.firstStep === undefined)
    problems.push(warning('firstStep', 'first_step_missing', 'Name the smallest first step.'))
  return problems
}

function lintRequirement(requirement: Requirement, path: string): Problem[] {
  const problems: Problem[] = []
  if (requirement.minItems > requirement.maxItems)
    problems.push(error(`${path}.minItems`, 'range_reversed', `${requirement.id}: minItems is above maxItems.`))
  const { evidenceTypes } = requirement
  if (evidenceTypes.length > 0 && evidenceTypes.every((type) => RECORDED.includes(type)))
    problems.push(
      warning(
        `${path}.evidenceTypes`,
        'Q22',
        `${requirement.id}: every route needs a camera or a microphone. Add observation_notes or say why not.`,
      ),
    )
  for (const [i, indicator] of requirement.indicators.entries())
    if (!indicator.id.startsWith(`${requirement.id}.`))
      problems.push(
        error(`${path}.indicators.${i}.id`, 'id_misplaced', `${indicator.id} stands under ${requirement.id}.`),
      )
  return problems
}

/** It opens in one part, and its later results once a later part is locked: something must come after that. */
function lintPracticeCase({ practiceCase, part2 }: AchievementContent): Problem[] {
  if (!practiceCase) return []
  const place = (id: string) => part2.requirements.findIndex((requirement) => requirement.id === id)
  const [opens, locks] = [place(practiceCase.opensIn), place(practiceCase.laterAfter)]
  if (opens >= 0 && locks > opens && locks < part2.requirements.length - 1) return []
  return [
    error('practiceCase', 'practice_case_order', 'It opens in one part, is locked in a later one, and ends after.'),
  ]
}

function anchorsOf({ part1, part2, part3 }: AchievementContent): Set<string> {
  return new Set([
    ...part1.questions.map(({ id }) => id),
    ...part2.requirements.flatMap(({ id, indicators }) => [id, ...indicators.map((indicator) => indicator.id)]),
    ...part3.prompts.map(({ id }) => id),
  ])
}

function lintAnchors(content: AchievementContent): Problem[] {
  const known = anchorsOf(content)
  return content.rubric.criteria.flatMap(({ id, looksAt }, i) => {
    const path = `rubric.criteria.${i}.looksAt`
    if (looksAt.length === 0) return [error(path, 'criterion_unanchored', `${id} looks at nothing.`)]
    return looksAt
      .filter((anchor) => !known.has(anchor))
      .map((anchor) => error(path, 'criterion_unanchored', `${id} looks at ${anchor}, which is not there.`))
  })
}

/** A criterion that looks at a whole requirement looks at each of its indicators. */
function lintIndicators({ part2, rubric }: AchievementContent): Problem[] {
  const seen = new Set(rubric.criteria.flatMap(({ looksAt }) => looksAt))
  return part2.requirements.flatMap((requirement, i) =>
    requirement.indicators.flatMap(({ id }, j) =>
      seen.has(id) || seen.has(requirement.id)
        ? []
        : [error(`part2.requirements.${i}.indicators.${j}`, 'indicator_unused', `No criterion looks at ${id}.`)],
    ),
  )
}

function lintComponents({ components, rubric }: AchievementContent): Problem[] {
  const ids = components.map(({ id }) => id)
  const scored = new Set(rubric.criteria.map(({ component }) => component))
  return [
    ...rubric.criteria.flatMap(({ id, component }, i) =>
      component === undefined || ids.includes(component)
        ? []
        : [
            error(
              `rubric.criteria.${i}.component`,
              'component_unknown',
              `${id} scores ${component}, which is not there.`,
            ),
          ],
    ),
    ...components.flatMap(({ id }, i) =>
      scored.has(id) ? [] : [warning(`components.${i}`, 'component_unscored', `No criterion scores ${id}.`)],
    ),
  ]
}
