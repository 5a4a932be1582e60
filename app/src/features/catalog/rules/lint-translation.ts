import type { AchievementFile } from '../model.ts'
import { error, type Problem, warning } from './problem.ts'
import { type Translated, type Translation, TranslationFile } from './translation.ts'

/** The entries that are translated, as far as their translation has to agree with them. */
export type Original = Pick<AchievementFile, 'code' | 'strand' | 'version' | 'title' | 'firstStep'>

/** One form for everybody, the same in every entry. */
const START: Record<Translated, string> = { es: 'La educadora o el educador ' }
/** Words that another language left behind, or that speak to the reader in another way. */
export const STRANGE: Record<Translated, RegExp> = {
  es: /\b(the|and|or|of|with|without|from|their|they|which|students?|teachers?|educators?|usted|ustedes)\b/i,
}
const FIELDS = ['title', 'summary', 'competency', 'firstStep'] as const

export interface LintedTranslation {
  /** There when the shape holds. */
  words?: TranslationFile
  problems: Problem[]
}

/** One strand in one language, beside the entries of the catalogue: every one of the strand, no other, each in finished words. */
export function lintTranslation(
  raw: unknown,
  { language, strand, originals }: { language: Translated; strand: string; originals: readonly Original[] },
): LintedTranslation {
  const parsed = TranslationFile.safeParse(raw)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, code, message }) => error(path.join('.'), `shape_${code}`, message)),
    }
  const own = originals.filter((original) => original.strand === strand)
  const missing = own.filter(({ code }) => !(code in parsed.data))
  const problems = [
    ...missing.map(({ code }) => error('', 'untranslated', `${code} is not translated.`)),
    ...Object.entries(parsed.data).flatMap(([code, words]) => {
      const original = own.find((one) => one.code === code)
      return original
        ? lintWords(code, words, { original, language })
        : [error(code, 'unknown_entry', `Strand ${strand} has no entry ${code}.`)]
    }),
    ...lintTitles(parsed.data),
  ]
  return { words: parsed.data, problems }
}

function lintWords(code: string, words: Translation, beside: { original: Original; language: Translated }): Problem[] {
  const { original, language } = beside
  return [
    ...lintVersion(`${code}.of`, words.of, original.version),
    ...lintSentence(code, words.competency, START[language]),
    ...lintFirstStep(code, words, original),
    ...FIELDS.flatMap((field) => {
      const strange = STRANGE[language].exec(words[field] ?? '')?.[0]
      return strange
        ? [error(`${code}.${field}`, 'strange_word', `"${strange}" is not a word of this translation.`)]
        : []
    }),
    ...(words.title === original.title ? [error(`${code}.title`, 'strange_word', 'The title is not translated.')] : []),
  ]
}

/** Against which version the words were read. */
export function lintVersion(path: string, of: string, version: string): Problem[] {
  if (of === version) return []
  const ahead = of.localeCompare(version, 'en', { numeric: true }) > 0
  if (ahead) return [error(path, 'unknown_version', `${of} is not there; the entry stands at ${version}.`)]
  return [warning(path, 'translation_behind', `The entry stands at ${version}. Read these words against it.`)]
}

function lintSentence(code: string, competency: string, start: string): Problem[] {
  const path = `${code}.competency`
  const problems: Problem[] = []
  if (!competency.startsWith(start)) problems.push(error(path, 'C1', `Start with "${start.trim()}".`))
  if (!/^[^.!?]+\.$/.test(competency)) problems.push(error(path, 'C1', 'Write exactly one sentence, with a period.'))
  return problems
}

function lintFirstStep(code: string, words: Translation, original: Original): Problem[] {
  if ((words.firstStep === undefined) === (original.firstStep === undefined)) return []
  return [error(`${code}.firstStep`, 'first_step', 'A first step stands in both languages or in neither.')]
}

function lintTitles(file: TranslationFile): Problem[] {
  const rows = Object.entries(file)
  return rows.flatMap(([code, { title }], at) => {
    const first = rows.slice(0, at).find(([, other]) => other.title === title)
    return first ? [error(`${code}.title`, 'title_taken', `${title} is that of ${first[0]}.`)] : []
  })
}
