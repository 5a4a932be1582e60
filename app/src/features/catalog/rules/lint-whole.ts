import { AchievementFile } from '../model.ts'
import { lintVersion, STRANGE } from './lint-translation.ts'
import { error, type Problem, warning } from './problem.ts'
import { citedIn } from './rich-text.ts'
import type { Translated, Words } from './translation.ts'

export interface Beside {
  language: Translated
  /** The entry that is translated, as its own file has it. */
  original: AchievementFile
  /** Its title, summary, competency and first step in this language, as the file of its strand has them. */
  words: Words | undefined
}
export interface LintedWhole {
  /** There when nothing is wrong and it was read against the version that stands. */
  file?: AchievementFile
  problems: Problem[]
}

/** One entry translated whole, beside the entry: the same numbers, ids, lists and sources; every text in finished words. */
export function lintWhole(raw: unknown, beside: Beside): LintedWhole {
  const parsed = AchievementFile.safeParse(raw)
  if (!parsed.success)
    return {
      problems: parsed.error.issues.map(({ path, code, message }) => error(path.join('.'), `shape_${code}`, message)),
    }
  const { original, language } = beside
  const behind = lintVersion('version', parsed.data.version, original.version)
  if (behind.length > 0) return { problems: behind }
  const { language: _own, ...here } = parsed.data
  const { language: _other, ...there } = original
  const { texts, problems } = compared(here, there, '')
  const all = [
    ...(parsed.data.language === language ? [] : [error('language', 'language', `Write ${language} here.`)]),
    ...problems,
    ...lintWords(parsed.data, beside.words),
    ...texts.flatMap((text) => lintText(text, language)),
  ]
  return all.some(({ level }) => level === 'error') ? { problems: all } : { file: parsed.data, problems: all }
}

const FIELDS = ['title', 'summary', 'competency', 'firstStep'] as const

/** They stand on cards and in letters too, so they are said in one way. */
function lintWords(file: AchievementFile, words: Words | undefined): Problem[] {
  if (!words) return [error('title', 'no_words', 'The file of the strand has no sound words for this entry.')]
  return FIELDS.filter((field) => file[field] !== words[field]).map((field) =>
    error(field, 'other_words', `The file of the strand says: ${words[field] ?? 'nothing'}`),
  )
}

/** One text in both languages. */
interface Pair {
  path: string
  here: string
  there: string
}
interface Compared {
  texts: Pair[]
  problems: Problem[]
}

/** Places where people speak. Everything else is the same in every language. */
const SPOKEN = new Set([
  ...FIELDS,
  ...['keyMethod.name', 'keyMethod.description', 'components.*.name', 'components.*.text', 'rationale'],
  ...['resources.*.title', 'talkThrough.*.prompt', 'part1.questions.*.prompt', 'part3.prompts.*.prompt'],
  ...['title', 'instructions', 'readyChecks.*', 'indicators.*.text'].map((name) => `part2.requirements.*.${name}`),
  ...['rubric.levels.*.label', 'rubric.criteria.*.title', 'rubric.criteria.*.descriptors.*'],
  ...['aiPolicy.note', 'safety.note', 'image.alt'],
])

function compared(here: unknown, there: unknown, path: string): Compared {
  if (typeof here === 'string' && typeof there === 'string' && isSpoken(path) && (here === '') === (there === ''))
    return { texts: [{ path, here, there }], problems: [] }
  if (isHolder(here) && isHolder(there)) return partsCompared(here, there, path)
  if (JSON.stringify(here) === JSON.stringify(there)) return { texts: [], problems: [] }
  const said = there === undefined ? 'nothing' : JSON.stringify(there)
  return { texts: [], problems: [error(path, 'structure', `The entry has ${said} here. Only words are translated.`)] }
}

type Holder = Readonly<Record<string, unknown>>

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null
}

function partsCompared(here: Holder, there: Holder, path: string): Compared {
  const names = [...new Set([...Object.keys(there), ...Object.keys(here)])]
  const parts = names.map((name) => compared(here[name], there[name], path === '' ? name : `${path}.${name}`))
  return { texts: parts.flatMap(({ texts }) => texts), problems: parts.flatMap(({ problems }) => problems) }
}

function isSpoken(path: string): boolean {
  const steps = path.split('.')
  const place = steps.map((step, at) => (/^\d+$/.test(step) || steps[at - 1] === 'descriptors' ? '*' : step))
  return SPOKEN.has(place.join('.'))
}

/** Up to so many words may be the same in two languages: a name, a form. */
const FEW_WORDS = 5

function lintText({ path, here, there }: Pair, language: Translated): Problem[] {
  // A resource is called what it is called.
  if (path.startsWith('resources.')) return []
  if (here === there && here.split(/\s+/).length > FEW_WORDS)
    return [error(path, 'untranslated', 'This is the text of the entry, not translated.')]
  const problems: Problem[] = []
  const strange = STRANGE[language].exec(here)?.[0]
  if (strange) problems.push(error(path, 'strange_word', `"${strange}" is not a word of this translation.`))
  if (citedIn(here).join() !== citedIn(there).join())
    problems.push(error(path, 'citations', `The entry cites ${citedIn(there).join(', ') || 'nothing'} here.`))
  if (/^(part|rubric)/.test(path) && figuresIn(here) !== figuresIn(there))
    problems.push(warning(path, 'figures', `The entry has other figures here: ${figuresIn(there) || 'none'}.`))
  return problems
}

function figuresIn(text: string): string {
  return (text.match(/\d+/g) ?? []).toSorted().join(' ')
}
