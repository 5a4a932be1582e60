import { readCatalogList } from '../../../platform/catalog-files.ts'
import type { Db } from '../../../platform/ctx.ts'
import { readSafeYaml } from '../../../platform/safe-yaml.ts'
import { listImported } from '../../catalog/reads/imported.ts'
import { error, type Problem } from '../../catalog/rules/problem.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { StackFile } from '../model.ts'
import type { Stack } from '../reads.ts'
import { type ReadStacks, readStacks } from '../rules/stack-files.ts'
import type { PathwayTables, Words } from '../tables.ts'
import { replaceStacks } from '../writes.ts'

const FILE = 'stacks.yaml'

/** The stacks of the catalogue folder, as the owner of the database, after its entries. With a problem those before stay. */
export async function importStacks(
  db: Db<PathwayTables & CatalogTables>,
  folder: string,
): Promise<{ file: string; problems: readonly Problem[] }> {
  const entries = await listImported(db)
  const { stacks, problems } = stacksIn(readCatalogList(folder, FILE) ?? '[]', new Set(entries.keys()))
  if (problems.length === 0)
    await replaceStacks(
      db,
      stacks.map((stack, place) => rowOf(stack, place, (code) => entries.get(code)?.id ?? '')),
    )
  return { file: FILE, problems }
}

function stacksIn(text: string, codes: ReadonlySet<string>): ReadStacks {
  const yaml = readSafeYaml(text)
  if (yaml.ok) return readStacks(yaml.value, codes)
  const { code, message, line } = yaml.problem
  return { stacks: [], problems: [{ ...error('', code, message), ...(line === undefined ? {} : { line }) }] }
}

function rowOf(
  { code, slug, rule, members, ...words }: StackFile,
  place: number,
  idOf: (code: string) => string,
): Stack {
  const named = (name: 'title' | 'titleEs'): Words['groups'] =>
    Object.fromEntries(rule.groups.map((group) => [group.id, group[name]]))
  return {
    ...{ code, slug, place },
    words: {
      en: { title: words.title, summary: words.summary, groups: named('title') },
      es: { title: words.titleEs, summary: words.summaryEs, groups: named('titleEs') },
    },
    rule: {
      anyOf: rule.anyOf,
      groups: rule.groups.map(({ id, min }) => ({ id, min })),
      members: members.map((member) => ({ achievementId: idOf(member.code), group: member.group ?? null })),
    },
  }
}
