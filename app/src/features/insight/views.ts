import { insist } from '../../lib/refusal.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { getOrganization, listUnits } from '../organization/reads.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import { mayReadReport } from './policy.ts'
import { binsOf, countsOf } from './reads.ts'
import {
  DOMAINS,
  type Matrix,
  type Measure,
  matrixOf,
  type Shown,
  STAGES,
  type Stage,
  shownMedian,
  shownSteps,
} from './rules.ts'
import type { InsightTables } from './tables.ts'

export interface Overview {
  readonly organization: { readonly slug: string; readonly name: string }
  readonly stages: readonly { readonly stage: Stage; readonly people: Shown }[]
  readonly days: Readonly<Record<Measure, number | null>>
  readonly matrix: Matrix
  readonly schools: ReadonlyMap<string, string>
  readonly isEmpty: boolean
}

/** What the page and the file show, the same to everybody who may see it: hidden is hidden in both. */
export async function overview(ctx: Ctx<InsightTables & OrganizationTables>): Promise<Overview> {
  insist(mayReadReport(ctx.actor))
  return ctx.transact(async (tx) => {
    const { slug, name } = await getOrganization(tx, ctx.scope.tenantId)
    const counts = await countsOf(tx, ctx.scope)
    const bins = await binsOf(tx, ctx.scope)
    const units = await listUnits(tx, ctx.scope)
    const people = (key: string) => counts.get(key) ?? 0
    const shown = shownSteps(STAGES.map(people))
    const median = (measure: Measure, key: string) =>
      shownMedian(
        bins.filter((bin) => bin.measure === measure),
        people(key),
      )
    return {
      organization: { slug, name },
      stages: STAGES.map((stage, at) => ({ stage, people: shown[at] ?? 'few' })),
      days: {
        toSubmit: median('toSubmit', 'submitted'),
        toEarned: median('toEarned', 'earned'),
        toDecision: median('toDecision', 'decided'),
      },
      matrix: matrixOf(counts, { schools: units.map(({ id }) => id), order: DOMAINS, stages: shown }),
      schools: new Map(units.map((unit) => [unit.id, unit.name])),
      isEmpty: counts.size === 0,
    }
  })
}
