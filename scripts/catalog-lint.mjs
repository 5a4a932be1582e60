// Lints the catalogue: `node scripts/catalog-lint.mjs [folder]`. Exit 1 on any error.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { register } from 'tsx/esm/api'
import { parse as parseYaml } from 'yaml'

register()
const { lintFile } = await import('../app/src/features/catalog/rules/lint.ts')
const { countCatalog, lintCatalog, lintStarter, lintUnknown, uncitedWorks } = await import(
  '../app/src/features/catalog/rules/lint-catalog.ts'
)
const { lintTranslation } = await import('../app/src/features/catalog/rules/lint-translation.ts')
const { lintWhole } = await import('../app/src/features/catalog/rules/lint-whole.ts')
const { TRANSLATED } = await import('../app/src/features/catalog/rules/translation.ts')
const { parseVerbs } = await import('../app/src/features/catalog/rules/verbs.ts')
const { lintSaid } = await import('../app/src/features/catalog/rules/said.ts')
const { majorOf, readStacks } = await import('../app/src/features/pathway/rules/stack-files.ts')
const { Framework } = await import('../app/src/features/framework/model.ts')
const { wordsOf } = await import('../app/src/features/framework/actions.ts')
const { parseCsv } = await import('../app/src/lib/csv.ts')
const { readSafeYaml } = await import('../app/src/platform/safe-yaml.ts')
const { readCatalogFolder } = await import('../app/src/platform/catalog-files.ts')
const { readExamples, readSet, setsIn } = await import('../app/src/features/catalog/actions/import-scoring.ts')
const { readGuides } = await import('../app/src/features/catalog/rules/guide-lint.ts')

/** What the linter has to know, read from the catalogue folder itself. */
export function readKnown(folder) {
  return {
    verbs: parseVerbs(readFileSync(join(folder, 'verbs.txt'), 'utf8')),
    bibliography: readBibliography(join(folder, 'bibliography.csv')),
    subjects: readIds(join(folder, 'subjects.yaml')),
    tags: readIds(join(folder, 'tags.yaml')),
    frameworks: readFrameworks(join(folder, 'frameworks')),
  }
}

/** Each problem with its line in the file. */
function withLines({ problems, ...linted }, lineOf) {
  const steps = (path) => path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))
  return { ...linted, problems: problems.map((each) => ({ ...each, line: lineOf(steps(each.path)) })) }
}

function readBibliography(path) {
  const parsed = parseCsv(readFileSync(path, 'utf8'))
  if (!parsed.ok) throw new Error(`${path}:${parsed.line}: ${parsed.because}`)
  const [head, ...rows] = parsed.rows.map((row) => row.cells)
  const verified = head.indexOf('verified')
  return new Map(rows.map((row) => [row[head.indexOf('key')], { verified: row[verified] === 'yes' }]))
}

function readIds(path) {
  return existsSync(path) ? new Set(parseYaml(readFileSync(path, 'utf8')).map((row) => row.id)) : undefined
}

function readFrameworks(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  return new Map(
    files.map((name) => {
      const framework = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      return [basename(name, '.json'), new Set(framework.competencies.map((competency) => competency.code))]
    }),
  )
}

/** The micro-credentials: every YAML file in a folder of one letter. */
export function entryPaths(folder) {
  return readdirSync(folder)
    .filter((name) => /^[a-z]$/.test(name) && statSync(join(folder, name)).isDirectory())
    .flatMap((strand) => readdirSync(join(folder, strand)).map((name) => join(folder, strand, name)))
    .filter((path) => /\.ya?ml$/.test(path))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** Every problem of a catalogue folder, each with its file, and what was counted. */
export function lintFolder(folder) {
  const known = readKnown(folder)
  const problems = []
  const files = []
  for (const path of entryPaths(folder)) {
    const name = relative(folder, path)
    const yaml = readSafeYaml(readFileSync(path, 'utf8'))
    const linted = yaml.ok
      ? withLines(lintFile(yaml.value, known), yaml.lineOf)
      : { problems: [{ path: '', level: 'error', ...yaml.problem }] }
    const named = linted.file ? [...lintName(name, linted.file), ...lintStarter(linted.file)] : []
    problems.push(...[...named, ...linted.problems].map((problem) => ({ file: name, ...problem })))
    if (linted.file) files.push({ name, file: linted.file })
  }
  const practice = readPractice(
    folder,
    files.map(({ file }) => file),
  )
  const translations = TRANSLATED.map((language) => lintLanguage(folder, language, files))
  return {
    problems: [
      ...problems,
      ...lintCatalog(files),
      ...lintUnknown(files),
      ...lintStacks(folder, files),
      ...translations.flatMap((translation) => translation.problems),
      ...lintFrameworkWords(folder),
      ...lintPhrases(folder, files),
      ...lintGuides(folder, known),
      ...lintPractice(practice),
    ],
    counts: { ...countCatalog(files), uncited: uncitedWorks(files, known.bibliography), translations, practice },
  }
}

/** The files of one language, such as `es/A.yaml`, and how many entries they hold, some of them whole. A catalogue may be in one language. */
function lintLanguage(folder, language, files) {
  if (!existsSync(join(folder, language))) return { language, entries: 0, whole: 0, problems: [] }
  const originals = files.map(({ file }) => file)
  const names = readdirSync(join(folder, language)).filter((name) => name.endsWith('.yaml'))
  const strands = new Set([...names.map((name) => basename(name, '.yaml')), ...originals.map(({ strand }) => strand)])
  const read = [...strands].sort().map((strand) => {
    const linted = lintTranslated(join(folder, language, `${strand}.yaml`), { language, strand, originals })
    const problems = linted.problems.map((problem) => ({ file: `${language}/${strand}.yaml`, ...problem }))
    return { problems, words: linted.words ?? {} }
  })
  const words = Object.assign({}, ...read.map((one) => one.words))
  const wholes = readCatalogFolder(folder).wholes.filter(({ name }) => name.startsWith(`${language}/`))
  const linted = wholes.map((file) => lintWholeFile(file, { language, words, files }))
  return {
    language,
    entries: Object.keys(words).length,
    whole: linted.filter(({ file }) => file).length,
    problems: [...read, ...linted].flatMap(({ problems }) => problems),
  }
}

function lintWholeFile({ name, text }, { language, words, files }) {
  const told = (problems) => problems.map((problem) => ({ file: name, ...problem }))
  const original = files.find((entry) => `${language}/${entry.name}` === name)?.file
  const message = `There is no entry ${name.slice(language.length + 1)}.`
  if (!original) return { problems: told([{ path: '', code: 'unknown_entry', level: 'error', message }]) }
  const yaml = readSafeYaml(text)
  if (!yaml.ok) return { problems: told([{ path: '', level: 'error', ...yaml.problem }]) }
  const linted = withLines(lintWhole(yaml.value, { language, original, words: words[original.code] }), yaml.lineOf)
  return { ...linted, problems: told(linted.problems) }
}

function lintTranslated(path, beside) {
  const yaml = readSafeYaml(existsSync(path) ? readFileSync(path, 'utf8') : '{}')
  if (!yaml.ok) return { problems: [{ path: '', level: 'error', ...yaml.problem }] }
  return withLines(lintTranslation(yaml.value, beside), yaml.lineOf)
}

/** Every framework has its words in every language the catalogue has a folder for, and no words are beside no framework. */
function lintFrameworkWords(folder) {
  const { frameworks, frameworkWords } = readCatalogFolder(folder)
  const held = frameworks.map(({ text }) => Framework.parse(JSON.parse(text)))
  const languages = TRANSLATED.filter((language) => existsSync(join(folder, language)))
  const expected = languages.flatMap((language) => held.map(({ id }) => `${language}/frameworks/${id}.yaml`))
  const there = new Set(frameworkWords.map(({ name }) => name))
  const told = (file, code, message) => ({ file, path: '', code, level: 'error', message })
  return [
    ...expected.filter((name) => !there.has(name)).map((name) => told(name, 'untranslated', 'The file is missing.')),
    ...frameworkWords.flatMap((file) => {
      const read = held.map((framework) => wordsOf(file, framework)).find((one) => one)
      if (!read) return [told(file.name, 'unknown_framework', 'There is no framework of this name.')]
      return read.problems.map((problem) => ({ file: file.name, ...problem }))
    }),
  ]
}

/** What educators say, in every language the catalogue has. */
function lintPhrases(folder, files) {
  const codes = files.map(({ file }) => file.code)
  return ['en', ...TRANSLATED].flatMap((language) => {
    const name = `said/${language}.yaml`
    if (!existsSync(join(folder, name))) return []
    const yaml = readSafeYaml(readFileSync(join(folder, name), 'utf8'))
    const problems = yaml.ok ? lintSaid(yaml.value, codes) : [{ path: '', level: 'error', ...yaml.problem }]
    return problems.map((problem) => ({ file: name, ...problem }))
  })
}

function lintStacks(folder, files) {
  const name = 'stacks.yaml'
  if (!existsSync(join(folder, name))) return []
  const yaml = readSafeYaml(readFileSync(join(folder, name), 'utf8'))
  if (!yaml.ok) return [{ file: name, path: '', level: 'error', ...yaml.problem }]
  const linted = readStacks(yaml.value, new Map(files.map(({ file }) => [file.code, majorOf(file.version)])))
  return withLines(linted, yaml.lineOf).problems.map((problem) => ({ file: name, ...problem }))
}

/** Both languages alike, every work verified. */
function lintGuides(folder, { bibliography }) {
  const { guides } = readCatalogFolder(folder)
  if (guides.length === 0) return []
  return readGuides({ files: new Map(guides.map(({ name, text }) => [name, text])), bibliography }).problems
}

/** Constructed examples and scoring sets beside the entries they belong to. */
function readPractice(folder, originals) {
  const { examples, scoring } = readCatalogFolder(folder)
  return {
    examples: examples.map((file) => readExamples(file, originals)),
    sets: setsIn(scoring).map((set) => readSet(set, originals)),
  }
}

function lintPractice({ examples, sets }) {
  return [...examples, ...sets].flatMap(({ problems }) => problems)
}

function lintName(name, { strand, code, slug }) {
  const expected = `${strand.toLowerCase()}/${code.toLowerCase()}-${slug}.yaml`
  if (name === expected) return []
  return [{ path: 'slug', code: 'file_name', level: 'error', message: `The file should be ${expected}.` }]
}

function report(folder) {
  const { problems, counts } = lintFolder(folder)
  for (const { file, path, line, level, code, message } of problems)
    console.log(
      `${file}${line ? `:${line}` : ''}: ${path}: ${code}: ${level === 'warning' ? 'warning: ' : ''}${message}`,
    )
  const errors = problems.filter(({ level }) => level === 'error').length
  const { entries, criteria, descriptors, references, uncited, highest, translations, practice } = counts
  console.log(`${entries} entries, ${criteria} criteria, ${descriptors} descriptors, ${references} references used`)
  if (uncited.length > 0) console.log(`note: verified and cited by no entry: ${uncited.join(', ')}`)
  for (const { language, entries: translated, whole } of translations)
    console.log(`${language}: ${translated} of ${entries} entries translated, ${whole} of them whole`)
  console.log(`examples of ${practice.examples.length} entries, ${practice.sets.length} scoring sets`)
  const pair = highest ? ` (${highest.one}, ${highest.other})` : ''
  console.log(`highest shared text ${(highest?.containment ?? 0).toFixed(3)}${pair}; limit 0.15`)
  console.log(`${errors} errors, ${problems.length - errors} warnings`)
  return errors === 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!report(process.argv[2] ?? 'catalog')) process.exitCode = 1
}
