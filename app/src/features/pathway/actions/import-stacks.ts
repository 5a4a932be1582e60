import { readCatalogList } from '../../../platform/catalog-files.ts'
import type { Db } from '../../../platform/ctx.ts'
import { readSafeYaml } from '../../../platform/safe-yaml.ts'
import { listImported } from '../../catalog/reads/imported.ts'
import { error, type Problem } from '../../catalog/rules/problem.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import { isStackCode, type StackFile, type Words } from '../model.ts'
import { namesOfStacks } from '../reads.ts'
import { ruleOf } from '../rules/rule-of.ts'
import { type Known, majorOf, type ReadStacks, readStacks } from '../rules/stack-files.ts'
import { strandOf } from '../rules/strand-of.ts'
import type { PathwayTables } from '../tables.ts'
import { type Publishing, publishStacks } from '../writes.ts'
import { digestOf } from './digest.ts'

const FILE = 'stacks.yaml'
type Tables = Db<PathwayTables & CatalogTables>
interface Source {
  readonly folder: string
  readonly now: Date
}
interface Reading {
  readonly idOf: (code: string) => string
  readonly all: readonly StackFile[]
}

/** The stacks of the catalogue folder, as the owner of the database, after its entries. With a problem those before stay. */
export async function importStacks(
  db: Tables,
  { folder, now }: Source,
): Promise<{ file: string; problems: readonly Problem[] }> {
  const entries = await listImported(db)
  const known = new Map(
    [...entries].map(([code, { versions }]) => [code, Math.max(0, ...versions.map(({ version }) => majorOf(version)))]),
  )
  const { stacks, problems: faults } = stacksIn(readCatalogList(folder, FILE) ?? '[]', known)
  const problems = faults.length > 0 ? faults : await renamed(db, stacks)
  const idOf = (code: string) => entries.get(code)?.id ?? ''
  if (problems.length === 0)
    await publishStacks(
      db,
      stacks.map((stack) => publishing(stack, { idOf, all: stacks })),
      now,
    )
  return { file: FILE, problems }
}

function stacksIn(text: string, known: Known): ReadStacks {
  const yaml = readSafeYaml(text)
  if (yaml.ok) return readStacks(yaml.value, known)
  const { code, message, line } = yaml.problem
  return { stacks: [], problems: [{ ...error('', code, message), ...(line === undefined ? {} : { line }) }] }
}

/** The address of a published one is in what was awarded for it. */
async function renamed(db: Tables, stacks: readonly StackFile[]): Promise<Problem[]> {
  const names = await namesOfStacks(db)
  return stacks.flatMap(({ code, slug, kind }, at) => {
    const first = names.get(code)
    if (!first || (first.slug === slug && first.kind === kind)) return []
    return [
      error(`${at}.slug`, 'address_changed', `${code} was published as ${first.kind} ${first.slug} and stays so.`),
    ]
  })
}

/** Codes of micro-credentials, those of its stacks among them. */
function codesIn(members: StackFile['members'], all: readonly StackFile[]): string[] {
  return members.flatMap(({ code }) =>
    isStackCode(code) ? codesIn(all.find((stack) => stack.code === code)?.members ?? [], all) : [code],
  )
}

function publishing(stack: StackFile, { idOf, all }: Reading): Publishing {
  const { code, slug, kind, rule, members, ...words } = stack
  const named = (name: 'title' | 'titleEs'): Words['groups'] =>
    Object.fromEntries([...rule.groups, ...rule.steps].map((group) => [group.id, group[name]]))
  return {
    ...{ code, slug, kind },
    strand: strandOf(codesIn(members, all)),
    words: {
      en: { title: words.title, summary: words.summary, groups: named('title') },
      es: { title: words.titleEs, summary: words.summaryEs, groups: named('titleEs') },
    },
    rule: ruleOf(stack, idOf),
    digest: digestOf({ kind, rule, members, words }),
  }
}
