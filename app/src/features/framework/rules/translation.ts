import * as z from 'zod'
import { Framework } from '../model.ts'

const { title, description } = Framework.shape
const said = z.strictObject({ label: title, statement: description })

/** The words of a framework in another language: `catalog/es/frameworks/{id}.yaml`, each under the code of the framework. */
export const FrameworkWords = z.strictObject({
  /** The version these words were read against. */
  of: Framework.shape.version,
  title,
  description,
  levels: z.record(z.string(), said),
  domains: z.record(z.string(), said),
  competencies: z.record(z.string(), said),
})
export type FrameworkWords = z.infer<typeof FrameworkWords>

/** A framework as somebody reads it. What a level means in one competency, and the scenarios, stay in its own language. */
export interface SpokenFramework extends Framework {
  /** Language of title, description, labels and statements. */
  readonly wordsIn: string
  /** Every language they can be read in. */
  readonly languages: readonly string[]
}

export function spoken(
  framework: Framework,
  { language, words, translatedInto }: { language: string; words: FrameworkWords | null; translatedInto: string[] },
): SpokenFramework {
  const languages = [framework.language, ...translatedInto]
  if (!words) return { ...framework, languages, wordsIn: framework.language }
  return {
    ...framework,
    title: words.title,
    description: words.description,
    levels: framework.levels.map((one) => ({ ...one, ...words.levels[one.level] })),
    domains: framework.domains.map((one) => ({ ...one, ...words.domains[one.code] })),
    competencies: framework.competencies.map((one) => ({ ...one, ...words.competencies[one.code] })),
    languages,
    wordsIn: language,
  }
}

export interface WordsProblem {
  /** Where in the file, as `competencies.LRN.1`; codes have dots of their own. */
  readonly path: readonly string[]
  readonly code: string
  readonly level: 'error' | 'warning'
  readonly message: string
}

/** Every code of the framework has its words, no other code has any, and nothing was left as it is. */
export function lintWords(raw: unknown, framework: Framework): { words?: FrameworkWords; problems: WordsProblem[] } {
  const parsed = FrameworkWords.safeParse(raw)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, code, message }) => wrong(path.map(String), `shape_${code}`, message)),
    }
  const words = parsed.data
  return {
    words,
    problems: [
      ...lintVersion(words.of, framework.version),
      ...lintPart(
        'levels',
        words.levels,
        framework.levels.map((one) => ({ ...one, code: String(one.level) })),
      ),
      ...lintPart('domains', words.domains, framework.domains),
      ...lintPart('competencies', words.competencies, framework.competencies),
    ],
  }
}

/** Words of 1.0.0 speak for all of 1 and for nothing of 2, as those of an entry do. */
function lintVersion(of: string, version: string): WordsProblem[] {
  if (of === version) return []
  const behind = wrong(['of'], 'translation_behind', `The framework stands at ${version}. Read these words against it.`)
  return [of.split('.')[0] === version.split('.')[0] ? { ...behind, level: 'warning' } : behind]
}

interface Original {
  readonly code: string
  readonly label: string
  readonly statement: string
}

function lintPart(
  part: 'levels' | 'domains' | 'competencies',
  words: FrameworkWords['levels'],
  originals: readonly Original[],
): WordsProblem[] {
  const codes = new Set(originals.map(({ code }) => code))
  return [
    ...originals.flatMap(({ code, statement }) => {
      const own = words[code]
      if (!own) return [wrong([part], 'untranslated', `${code} is not translated.`)]
      return own.statement === statement
        ? [wrong([part, code], 'untranslated', 'The statement is not translated.')]
        : []
    }),
    ...Object.keys(words)
      .filter((code) => !codes.has(code))
      .map((code) => wrong([part, code], 'unknown_code', `The framework has no ${code}.`)),
  ]
}

function wrong(path: readonly string[], code: string, message: string): WordsProblem {
  return { path, code, level: 'error', message }
}
