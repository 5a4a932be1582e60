import type { z } from 'zod'
import type { LocalDate } from '../../../lib/dates.ts'
import { type AchievementContent, AchievementFile } from '../model.ts'
import { type IsClosedText, lintClosed } from './lint-closed.ts'
import { lintCompetency } from './lint-competency.ts'
import { lintEvidence } from './lint-evidence.ts'
import { lintProse } from './lint-prose.ts'
import { lintRubric } from './lint-rubric.ts'
import { type Bibliography, lintSources } from './lint-sources.ts'
import { lintTerms, type Terms } from './lint-terms.ts'
import { type Before, lintPrerequisites } from './prerequisites.ts'
import { error, type Problem } from './problem.ts'
import { lintUpkeep } from './upkeep.ts'

/** What only one micro-credential may have: its address on the site, its code in the organization. */
export type Taken = 'slug' | 'code'

/** What the linter has to know beside the text itself. */
export interface Known extends Terms {
  bibliography: Bibliography
  verbs: readonly string[]
  /** Absent where no closed framework has been imported. */
  isClosedText?: IsClosedText
  /** Absent where files are judged by themselves: beside each other `lintCatalog` judges them. */
  before?: Before
  /** What another micro-credential has already; absent where files are judged by themselves. */
  taken?: readonly Taken[]
  /** Absent where no day is near: a file is sound on every day. */
  today?: LocalDate
}

/** Every rule of the catalogue on the content of one version, in the order of the page. */
export function lintContent(content: AchievementContent, known: Known): Problem[] {
  return [
    ...lintCompetency(content.competency, known.verbs),
    ...lintSources(content, known.bibliography),
    ...lintEvidence(content),
    ...lintRubric(content, known.verbs),
    ...lintTerms(content, known),
    ...(known.before ? lintPrerequisites(content.prerequisites, known.before) : []),
    ...lintProse(content),
    ...(known.today ? lintUpkeep(content, known.today) : []),
    ...(known.isClosedText ? lintClosed(content, known.isClosedText) : []),
  ]
}

export interface LintedFile {
  file?: AchievementFile
  problems: Problem[]
}

/** A catalogue file as parsed from YAML or JSON; `file` is there when the shape holds. */
export function lintFile(raw: unknown, known: Known): LintedFile {
  const parsed = AchievementFile.safeParse(raw)
  if (!parsed.success) return { problems: shapeProblems(parsed.error) }
  return { file: parsed.data, problems: lintContent(parsed.data, known) }
}

function shapeProblems(failure: z.ZodError): Problem[] {
  return failure.issues.map((issue) => error(issue.path.join('.'), `shape_${issue.code}`, issue.message))
}
