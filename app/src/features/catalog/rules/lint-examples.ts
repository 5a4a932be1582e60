import type { AchievementFile } from '../model.ts'
import { type Example, ExampleFile } from './example-file.ts'
import { sharedText } from './near-duplicates.ts'
import { error, type Problem } from './problem.ts'
import { lowerWordsOf } from './prose.ts'

const WORDS = { low: 30, high: 90 }
/** Texts of one criterion stand in the same scene; those of two criteria, or of two entries, do not. */
const MOST_SHARED = 0.25

export interface LintedExamples {
  readonly file?: ExampleFile
  readonly problems: readonly Problem[]
}
type Original = Pick<AchievementFile, 'code' | 'version' | 'rubric'>

/** One file of examples beside the entry it belongs to: both texts for every criterion and for no other. */
export function lintExamples(raw: unknown, { name, originals }: Beside): LintedExamples {
  const parsed = ExampleFile.safeParse(raw)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, code, message }) => error(path.join('.'), `shape_${code}`, message)),
    }
  const file = parsed.data
  const original = originals.find(({ code }) => code === file.code)
  if (!original) return { file, problems: [error('code', 'unknown_entry', `There is no entry ${file.code}.`)] }
  return {
    file,
    problems: [
      ...(name === `examples/${file.code.toLowerCase()}.yaml`
        ? []
        : [error('code', 'file_name', `The file should be examples/${file.code.toLowerCase()}.yaml.`)]),
      ...(file.version === original.version
        ? []
        : [error('version', 'unknown_version', `The entry stands at ${original.version}.`)]),
      ...lintCriteria(file, original),
    ],
  }
}
interface Beside {
  readonly name: string
  readonly originals: readonly Original[]
}

function lintCriteria({ criteria }: ExampleFile, { rubric }: Original): Problem[] {
  const wanted = rubric.criteria.map(({ id }) => id)
  const missing = wanted.filter((id) => !(id in criteria))
  const strange = Object.keys(criteria).filter((id) => !wanted.includes(id))
  return [
    ...missing.map((id) => error('criteria', 'example_missing', `${id} has no example.`)),
    ...strange.map((id) => error(`criteria.${id}`, 'unknown_criterion', `The entry has no criterion ${id}.`)),
    ...Object.entries(criteria).flatMap(([id, example]) => lintExample(id, example)),
    ...sharedText(new Map(Object.entries(criteria).map(([id, { met, almost }]) => [id, [met, almost]])))
      .filter(({ containment }) => containment > MOST_SHARED)
      .map(({ one, other }) => error(`criteria.${other}`, 'near_duplicate', `Much of it is the text of ${one}.`)),
  ]
}

function lintExample(id: string, example: Example): Problem[] {
  return (['met', 'almost'] as const).flatMap((side) => {
    const words = lowerWordsOf(example[side]).length
    return words >= WORDS.low && words <= WORDS.high
      ? []
      : [
          error(
            `criteria.${id}.${side}`,
            'example_length',
            `It has ${words} words; ${WORDS.low} to ${WORDS.high} are asked for.`,
          ),
        ]
  })
}
