import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getOrganization } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { type ImportWorld, readSource } from '../actions/take-in.ts'
import type { CsvColumns, ImportFacts } from '../model.ts'
import { mayTakeIn } from '../policy.ts'
import { getImport, listWaiting } from '../reads/imports.ts'
import { findOwnTakenIn, findTakenIn, listShownItems, listTakenIn } from '../reads/taken-in.ts'
import { listFrameworks } from '../reads.ts'
import type { CasePackage } from '../rules/case-package.ts'
import { type DryRun, dryRun } from '../rules/dry-run.ts'
import { headingsOf } from '../rules/read-csv.ts'
import type { SourceProblem } from '../rules/reading.ts'
import { wholeOf } from './case.ts'

type World = Ctx<ImportWorld & OrganizationTables>

export interface FrameworksView {
  readonly organization: string
  readonly zone: string
  readonly own: Awaited<ReturnType<typeof listFrameworks>>
  readonly taken: readonly (Awaited<ReturnType<typeof listTakenIn>>[number] & { readonly opening: Opening })[]
  readonly waiting: Awaited<ReturnType<typeof listWaiting>>
}
/** Where it stands with showing the words of a closed framework to everybody, for whoever looks. */
export type Opening = 'not-mine' | 'ask' | 'asked-by-me' | 'answer'

/** The frameworks of this site and of one organization. */
export async function frameworksPage(ctx: World): Promise<FrameworksView> {
  insist(mayTakeIn(ctx.actor))
  return ctx.transact(async (tx) => {
    const { name, timeZone } = await getOrganization(tx, ctx.scope.tenantId)
    const taken = await listTakenIn(tx, ctx.scope)
    return {
      organization: name,
      zone: timeZone,
      own: await listFrameworks(tx, ctx.locale),
      taken: taken.map((each) => ({ ...each, opening: openingOf(ctx, each) })),
      waiting: await listWaiting(tx, ctx.scope),
    }
  })
}

function openingOf(
  { actor }: World,
  { redistributable, openingAskedBy }: { redistributable: boolean; openingAskedBy: string | null },
): Opening {
  if (redistributable || !actor.roles.has('organizationAdmin')) return 'not-mine'
  if (openingAskedBy === null) return 'ask'
  return openingAskedBy === actor.id ? 'asked-by-me' : 'answer'
}

export interface ImportView {
  readonly id: string
  readonly name: string
  readonly facts: ImportFacts
  readonly title: string
  /** Of a table: its headings, and what each column is taken for. */
  readonly table: { readonly headings: readonly string[]; readonly columns: CsvColumns } | null
  readonly outcome: { readonly run: DryRun; readonly again: boolean } | { readonly problem: SourceProblem }
  /** It is held already, closed, and would be opened by this: two administrators say so elsewhere. */
  readonly staysClosed: boolean
}

/** What taking it in would do. */
export async function importPage(ctx: World, id: string): Promise<ImportView> {
  insist(mayTakeIn(ctx.actor))
  return ctx.transact(async (tx) => {
    const waiting = await getImport(tx, ctx.scope, id)
    const { name, facts, columns, source } = waiting
    const reading = readSource(ctx, waiting)
    const table = columns && { headings: headingsOf(source) ?? [], columns }
    const plain = { id, name, facts, table }
    if ('problem' in reading)
      return { ...plain, title: facts.title, outcome: { problem: reading.problem }, staysClosed: false }
    const { held, items } = await heldItems(ctx, tx, reading.pack)
    return {
      ...plain,
      title: reading.pack.CFDocument.title,
      outcome: { run: dryRun(reading.pack, items), again: held !== undefined },
      staysClosed: held !== undefined && !held.redistributable && facts.redistributable === 'yes',
    }
  })
}

async function heldItems(ctx: World, tx: Db<ImportWorld>, { CFDocument }: CasePackage) {
  const held = await findTakenIn(tx, ctx.scope, CFDocument.identifier)
  const items = held ? await listShownItems(tx, { tenantId: ctx.scope.tenantId, id: held.id }) : []
  return { held, items: items.map(({ body }) => body) }
}

/** The whole package as it was given, for the organization that holds it. */
export async function ownPackage(ctx: World, id: string): Promise<CasePackage> {
  insist(mayTakeIn(ctx.actor))
  return ctx.transact(async (tx) => {
    const taken = await findOwnTakenIn(tx, ctx.scope, id)
    if (!taken) throw new NotFound('framework')
    return (await wholeOf(tx, taken)).pack
  })
}
