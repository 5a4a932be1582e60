import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface TextFile {
  /** Path inside the folder, with slashes: `d/d2-questions-that-probe.yaml`. */
  readonly name: string
  readonly text: string
}

/** A catalogue folder as it lies on the disk, unread: entries by strand, frameworks, and the lists beside them. */
export interface CatalogFolder {
  readonly entries: readonly TextFile[]
  readonly frameworks: readonly TextFile[]
  /** Words of the entries in other languages, by strand: `es/A.yaml`. */
  readonly translations: readonly TextFile[]
  /** Entries translated whole, each under the name of its entry: `es/b/b1-teach-routines-explicitly.yaml`. */
  readonly wholes: readonly TextFile[]
  /** Words of the frameworks in other languages, under their names: `es/frameworks/cairn-teaching-practice.yaml`. */
  readonly frameworkWords: readonly TextFile[]
  /** `verbs.txt`, `bibliography.csv`, `subjects.yaml`, `tags.yaml`, `synonyms.yaml`, `stacks.yaml`, `said/en.yaml`: those that are there. */
  readonly lists: ReadonlyMap<string, string>
  /** Guides by language: `guides/en/for-coaches.md`. */
  readonly guides: readonly TextFile[]
  /** What met and almost met look like, by entry: `examples/b1.yaml`. */
  readonly examples: readonly TextFile[]
  /** Portfolios made up for practice, with their levels: `scoring/b1/1.md`, `scoring/b1/key.yaml`. */
  readonly scoring: readonly TextFile[]
  /** SHA-256 over every name and text, in hex. */
  readonly hash: string
}

const LISTS = [
  'verbs.txt',
  'bibliography.csv',
  'subjects.yaml',
  'tags.yaml',
  'synonyms.yaml',
  'stacks.yaml',
  'said/en.yaml',
  'said/es.yaml',
]

export function readCatalogFolder(folder: string): CatalogFolder {
  const strands = foldersIn(folder).filter((name) => /^[a-z]$/.test(name))
  const entries = strands.flatMap((strand) => textsIn(folder, strand, /\.(ya?ml|json)$/))
  const frameworks = textsIn(folder, 'frameworks', /\.json$/)
  const guides = namesIn(join(folder, 'guides')).flatMap((language) => textsIn(folder, `guides/${language}`, /\.md$/))
  const examples = textsIn(folder, 'examples', /\.yaml$/)
  const scoring = namesIn(join(folder, 'scoring')).flatMap((set) => textsIn(folder, `scoring/${set}`, /\.(md|yaml)$/))
  const languages = languagesIn(folder)
  const translations = languages.flatMap((language) => textsIn(folder, language, /\.yaml$/))
  const wholes = languages.flatMap((language) =>
    namesIn(join(folder, language))
      .filter((name) => /^[a-z]$/.test(name))
      .flatMap((strand) => textsIn(folder, `${language}/${strand}`, /\.yaml$/)),
  )
  const frameworkWords = readFrameworkWords(folder)
  const lists = LISTS.filter((name) => existsSync(join(folder, name))).map((name) => ({
    name,
    text: read(folder, name),
  }))
  return {
    entries,
    frameworks,
    translations,
    wholes,
    frameworkWords,
    lists: new Map(lists.map(({ name, text }) => [name, text])),
    guides,
    examples,
    scoring,
    hash: hashOf([entries, frameworks, translations, wholes, frameworkWords, lists, guides, examples, scoring].flat()),
  }
}

/** What lies beside the entries, under folders of these names. */
const BESIDE = new Set(['es', 'examples', 'frameworks', 'guides', 'organizations', 'said', 'schema', 'scoring'])

/** The entry files alone, also those of strands that are an organization's own. */
export function readEntryFiles(folder: string): readonly TextFile[] {
  const strands = namesIn(folder).filter((name) => !BESIDE.has(name) && statSync(join(folder, name)).isDirectory())
  return strands.flatMap((strand) => textsIn(folder, strand, /\.(ya?ml|json)$/))
}

/** The framework files alone. */
export function readFrameworkFiles(folder: string): readonly TextFile[] {
  return textsIn(folder, 'frameworks', /\.json$/)
}

/** What stands beside them in other languages. */
export function readFrameworkWords(folder: string): readonly TextFile[] {
  return languagesIn(folder).flatMap((language) => textsIn(folder, `${language}/frameworks`, /\.yaml$/))
}

/** One of the lists beside the entries, when it is there. */
export function readCatalogList(folder: string, name: string): string | undefined {
  return existsSync(join(folder, name)) ? read(folder, name) : undefined
}

export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hashOf(files: readonly TextFile[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of files) hash.update(`${name}\n${Buffer.byteLength(text)}\n`).update(text)
  return hash.digest('hex')
}

function foldersIn(folder: string): string[] {
  return namesIn(folder).filter((name) => statSync(join(folder, name)).isDirectory())
}

/** A folder for each language the catalogue is translated into: `es`. */
function languagesIn(folder: string): string[] {
  return foldersIn(folder).filter((name) => /^[a-z]{2,3}$/.test(name))
}

function textsIn(folder: string, under: string, kind: RegExp): TextFile[] {
  return namesIn(join(folder, under))
    .filter((name) => kind.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((name) => ({ name: `${under}/${name}`, text: read(folder, `${under}/${name}`) }))
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : []
}

function read(folder: string, name: string): string {
  return readFileSync(join(folder, name), 'utf8')
}
