import { parseCsv } from '../../../lib/csv.ts'
import type { CatalogFolder, TextFile } from '../../../platform/catalog-files.ts'
import { textHash } from '../../../platform/catalog-files.ts'
import { type LineOf, readSafeFile, readSafeYaml, type YamlProblem } from '../../../platform/safe-yaml.ts'
import type { AchievementFile } from '../model.ts'
import { type Known, lintFile } from '../rules/lint.ts'
import { lintCatalog, type NamedFile } from '../rules/lint-catalog.ts'
import { lintTranslation } from '../rules/lint-translation.ts'
import { lintWhole } from '../rules/lint-whole.ts'
import { error, hasErrors, type Problem } from '../rules/problem.ts'
import { readSaid, type Said } from '../rules/said.ts'
import type { SynonymGroups } from '../rules/synonyms.ts'
import { SEARCHED, type Searched, TRANSLATED, type Translated, type Translation } from '../rules/translation.ts'
import { parseVerbs } from '../rules/verbs.ts'
import type { LintLists, Work } from '../tables.ts'

export interface ReadEntry {
  name: string
  hash: string
  /** There when the shape holds, even where a rule is broken. */
  file?: AchievementFile
  problems: readonly Problem[]
}

/** The sound words of one strand in one language. */
export interface ReadTranslation {
  name: string
  language: Translated
  words: ReadonlyMap<string, Translation>
  problems: readonly Problem[]
}

/** One entry in one language, where all of it is sound. */
export interface ReadWhole {
  name: string
  language: Translated
  file?: AchievementFile
  problems: readonly Problem[]
}

export interface ReadCatalog {
  entries: readonly ReadEntry[]
  translations: readonly ReadTranslation[]
  wholes: readonly ReadWhole[]
  works: readonly (Work & { verified: boolean })[]
  synonyms: SynonymGroups
  /** By language and code. */
  said: ReadonlyMap<Searched, Said>
  lists: LintLists
}

/** Every file parsed and judged, by itself and beside the others. */
export function readEntries(folder: CatalogFolder): ReadCatalog {
  const works = worksOf(folder.lists.get('bibliography.csv') ?? '')
  const known = knownFrom(folder, works)
  const entries = folder.entries.map((file) => ({ name: file.name, hash: textHash(file.text), ...parsed(file, known) }))
  const among = problemsAmong(entries)
  const originals = entries.flatMap(({ file }) => (file ? [file] : []))
  const translations = folder.translations.flatMap((file) => translationOf(file, originals) ?? [])
  return {
    entries: entries.map((entry) => ({ ...entry, problems: [...entry.problems, ...(among.get(entry.name) ?? [])] })),
    translations,
    wholes: folder.wholes.flatMap((file) => wholeOf(file, { entries, translations }) ?? []),
    works,
    synonyms: synonymsOf(folder.lists.get('synonyms.yaml') ?? '[]'),
    said: new Map(SEARCHED.map((language) => [language, saidOf(folder, language)])),
    lists: { verbs: known.verbs, subjects: [...(known.subjects ?? [])], tags: [...(known.tags ?? [])] },
  }
}

function parsed(file: TextFile, known: Known): Pick<ReadEntry, 'file' | 'problems'> {
  const yaml = readSafeFile(file)
  if (!yaml.ok) return { problems: [unread(yaml.problem)] }
  const { problems, ...linted } = lintFile(yaml.value, known)
  return { ...linted, problems: problems.map((each) => placed(each, yaml.lineOf)) }
}

function unread({ code, message, line }: YamlProblem): Problem {
  return { ...error('', code, message), ...(line === undefined ? {} : { line }) }
}

/** A problem with its line in the file. */
function placed(problem: Problem, lineOf: LineOf): Problem {
  const steps = problem.path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  return { ...problem, line: lineOf(steps) }
}

/** Not wrong in a catalogue that holds other entries: what is not translated is shown as it is. */
const NO_MATTER = new Set(['untranslated', 'unknown_entry'])

/** A language that this version of the product does not speak is left alone; words with a problem are left out. */
function translationOf({ name, text }: TextFile, originals: readonly AchievementFile[]): ReadTranslation | undefined {
  const [, folder, strand = ''] = /^([a-z]+)\/(.+)\.yaml$/.exec(name) ?? []
  const language = TRANSLATED.find((one) => one === folder)
  if (!language) return undefined
  const yaml = readSafeYaml(text)
  if (!yaml.ok) return { name, language, words: new Map(), problems: [unread(yaml.problem)] }
  const linted = lintTranslation(yaml.value, { language, strand, originals })
  const problems = linted.problems.filter(({ code }) => !NO_MATTER.has(code)).map((each) => placed(each, yaml.lineOf))
  const broken = new Set(problems.filter(({ level }) => level === 'error').map(({ path }) => path.split('.')[0]))
  const sound = Object.entries(linted.words ?? {}).filter(([code]) => !broken.has(code))
  return { name, language, words: new Map(sound), problems }
}

/** A file beside no entry of this catalogue is left alone. */
function wholeOf(
  { name, text }: TextFile,
  { entries, translations }: Pick<ReadCatalog, 'entries' | 'translations'>,
): ReadWhole | undefined {
  const [folder, ...own] = name.split('/')
  const language = TRANSLATED.find((one) => one === folder)
  const original = entries.find((entry) => entry.name === own.join('/'))?.file
  if (!language || !original) return undefined
  const yaml = readSafeYaml(text)
  if (!yaml.ok) return { name, language, problems: [unread(yaml.problem)] }
  const words = translations.find((one) => one.language === language && one.words.has(original.code))
  const linted = lintWhole(yaml.value, { language, original, words: words?.words.get(original.code) })
  return { ...linted, name, language, problems: linted.problems.map((each) => placed(each, yaml.lineOf)) }
}

/** Only files that stand by themselves are compared, so that one broken file does not accuse its neighbors. */
function problemsAmong(entries: readonly ReadEntry[]): Map<string, Problem[]> {
  const sound = entries.flatMap((entry): NamedFile[] =>
    entry.file && !hasErrors(entry.problems) ? [{ name: entry.name, file: entry.file }] : [],
  )
  const found = new Map<string, Problem[]>()
  for (const { file, ...problem } of lintCatalog(sound)) found.set(file, [...(found.get(file) ?? []), problem])
  return found
}

function knownFrom(folder: CatalogFolder, works: readonly { key: string; verified: boolean }[]): Known {
  return {
    verbs: parseVerbs(folder.lists.get('verbs.txt') ?? ''),
    bibliography: new Map(works.map(({ key, verified }) => [key, { verified }])),
    subjects: idsOf(folder.lists.get('subjects.yaml')),
    tags: idsOf(folder.lists.get('tags.yaml')),
    frameworks: new Map(folder.frameworks.map(({ text }) => codesOf(text))),
  }
}

function codesOf(text: string): [string, Set<string>] {
  const { id, competencies } = JSON.parse(text) as { id: string; competencies: { code: string }[] }
  return [id, new Set(competencies.map(({ code }) => code))]
}

function idsOf(text: string | undefined): ReadonlySet<string> | undefined {
  return text === undefined ? undefined : new Set((listIn(text, 'ids') as { id: string }[]).map(({ id }) => id))
}

function synonymsOf(text: string): SynonymGroups {
  return (listIn(text, 'synonyms') as unknown[][]).map((group) => group.map(String))
}

function saidOf({ lists }: CatalogFolder, language: Searched): Said {
  const yaml = readSafeYaml(lists.get(`said/${language}.yaml`) ?? '{}')
  const read = yaml.ok ? readSaid(yaml.value) : null
  if (!read) throw new Error(`The catalogue's said/${language}.yaml cannot be read`)
  return read
}

function listIn(text: string, what: string): unknown[] {
  const yaml = readSafeYaml(text)
  if (!yaml.ok || !Array.isArray(yaml.value)) throw new Error(`The catalogue's list of ${what} cannot be read`)
  return yaml.value
}

/** The bibliography beside the entries. */
export function worksOf(text: string): (Work & { verified: boolean })[] {
  const csv = parseCsv(text)
  if (!csv.ok) throw new Error(`bibliography.csv, line ${csv.line}: ${csv.because}`)
  const [head = [], ...rows] = csv.rows.map(({ cells }) => cells)
  const cell = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? ''
  return rows.map((row) => ({
    key: cell(row, 'key'),
    authors: cell(row, 'authors'),
    year: cell(row, 'year'),
    title: cell(row, 'title'),
    venue: cell(row, 'venue'),
    address: addressOf(cell(row, 'doi_or_url')),
    verified: cell(row, 'verified') === 'yes',
  }))
}

function addressOf(doiOrUrl: string): string | null {
  if (doiOrUrl === '') return null
  return doiOrUrl.startsWith('10.') ? `https://doi.org/${doiOrUrl}` : doiOrUrl
}
