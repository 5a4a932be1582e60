import { insist } from '../../lib/refusal.ts'
import { readFrameworkFiles, readFrameworkWords, type TextFile } from '../../platform/catalog-files.ts'
import type { Db } from '../../platform/ctx.ts'
import { readSafeYaml } from '../../platform/safe-yaml.ts'
import { Framework } from './model.ts'
import { mayShowText } from './policy.ts'
import { type FrameworkWords, lintWords, type WordsProblem } from './rules/translation.ts'
import type { FrameworkTables } from './tables.ts'
import { replaceWords, upsertFramework } from './writes.ts'

export interface FrameworkLine {
  file: string
  id: string
  action: 'updated' | 'unchanged' | 'refused'
  problems?: readonly ReadWords['problems'][number][]
}

/** Frameworks of the catalogue folder, as the owner of the database. Only open ones: the text is published with them. */
export async function importFrameworks({
  db,
  folder,
  now,
}: {
  db: Db<FrameworkTables>
  folder: string
  now: Date
}): Promise<FrameworkLine[]> {
  const lines: FrameworkLine[] = []
  const translations = readFrameworkWords(folder)
  for (const { name, text } of readFrameworkFiles(folder)) {
    const framework = Framework.parse(JSON.parse(text))
    insist(mayShowText(framework))
    const changed = await upsertFramework(db, framework, now)
    lines.push({ file: name, id: framework.id, action: changed ? 'updated' : 'unchanged' })
    const read = translations.flatMap((file) => wordsOf(file, framework) ?? [])
    await replaceWords(
      db,
      framework.id,
      read.flatMap(({ language, words }) => (words ? [{ language, words }] : [])),
    )
    lines.push(...read.filter(({ words }) => !words).map((one) => refused(one, framework.id)))
  }
  return lines
}

export interface ReadWords {
  readonly file: string
  readonly language: string
  /** There when all of it is sound. */
  readonly words?: FrameworkWords
  readonly problems: readonly (Omit<WordsProblem, 'path'> & { readonly path: string; readonly line?: number })[]
}

/** The file of one language, when it is beside this framework. Where anything is wrong, readers see the framework's own words. */
export function wordsOf({ name, text }: TextFile, framework: Framework): ReadWords | undefined {
  const [, language = '', id] = /^([a-z]+)\/frameworks\/(.+)\.yaml$/.exec(name) ?? []
  if (id !== framework.id) return undefined
  const yaml = readSafeYaml(text)
  const read = { file: name, language }
  if (!yaml.ok) return { ...read, problems: [{ path: '', level: 'error', ...yaml.problem }] }
  const { words, problems } = lintWords(yaml.value, framework)
  const told = problems.map((each) => ({ ...each, path: each.path.join('.'), line: yaml.lineOf(each.path) }))
  const sound = problems.every(({ level }) => level !== 'error')
  return { ...read, ...(words && sound ? { words } : {}), problems: told }
}

function refused({ file, problems }: ReadWords, id: string): FrameworkLine {
  return { file, id, action: 'refused', problems }
}
