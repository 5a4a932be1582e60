import { type CatalogFolder, type TextFile, textHash } from '../../../platform/catalog-files.ts'
import type { Db } from '../../../platform/ctx.ts'
import { readSafeYaml } from '../../../platform/safe-yaml.ts'
import type { AchievementFile } from '../model.ts'
import { lintExamples } from '../rules/lint-examples.ts'
import { readScoringSet } from '../rules/lint-scoring.ts'
import { error, hasErrors, type Problem } from '../rules/problem.ts'
import type { CatalogTables } from '../tables.ts'
import { replaceExamples, replaceScoringSets } from '../writes/scoring.ts'

type Found = Problem & { readonly file: string }
type Originals = readonly AchievementFile[]

/** Examples and scoring sets of the catalogue folder, as the owner of the database. With a problem those before stay. */
export async function importScoring(
  db: Db<CatalogTables>,
  { folder, originals }: { folder: CatalogFolder; originals: Originals },
): Promise<{ problems: readonly Found[] }> {
  const examples = folder.examples.map((file) => readExamples(file, originals))
  const sets = setsIn(folder.scoring).map((one) => readSet(one, originals))
  const problems = [...examples, ...sets].flatMap((one) => one.problems).filter(({ level }) => level === 'error')
  if (hasErrors(problems)) return { problems }
  await replaceExamples(
    db,
    examples.flatMap(({ file }) => (file ? [{ ...file, digest: textHash(JSON.stringify(file)) }] : [])),
  )
  await replaceScoringSets(
    db,
    sets.flatMap(({ set }) => (set ? [{ ...set, digest: textHash(JSON.stringify(set)) }] : [])),
  )
  return { problems }
}

/** One file of examples, read and judged; used by the linter too. */
export function readExamples({ name, text }: TextFile, originals: Originals) {
  const yaml = readSafeYaml(text)
  if (!yaml.ok) return { problems: [{ file: name, ...error('', yaml.problem.code, yaml.problem.message) }] }
  const { problems, ...linted } = lintExamples(yaml.value, { name, originals })
  return { ...linted, problems: problems.map((each) => ({ file: name, ...each })) }
}

/** The files of each folder under `scoring`. */
export function setsIn(files: readonly TextFile[]): { folder: string; files: readonly TextFile[] }[] {
  const folders = [...new Set(files.map(({ name }) => name.split('/')[1] ?? ''))]
  return folders.map((folder) => ({ folder, files: files.filter(({ name }) => name.split('/')[1] === folder) }))
}

export function readSet({ folder, files }: ReturnType<typeof setsIn>[number], originals: Originals) {
  const texts = new Map(files.map(({ name, text }) => [name.split('/')[2] ?? '', text]))
  const yaml = readSafeYaml(texts.get('key.yaml') ?? '{}')
  if (!yaml.ok)
    return { problems: [{ file: `scoring/${folder}/key.yaml`, ...error('', yaml.problem.code, yaml.problem.message) }] }
  texts.delete('key.yaml')
  return readScoringSet({ folder, key: yaml.value, texts, originals })
}
