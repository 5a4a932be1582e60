import { localDateAt, periodAt } from '../../lib/dates.ts'
import { insist, NotFound } from '../../lib/refusal.ts'
import type { Ctx } from '../../platform/ctx.ts'
import { openShelf } from '../catalog/reads.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import { findIssuerBySlug, getOrganization, listUnits } from '../organization/reads.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import { mayExport, mayPublish, mayReadLedger, mayRule } from './policy.ts'
import type { HoursTables } from './reads/hours.ts'
import {
  type HoursRow,
  hoursTotals,
  listGiving,
  listHours,
  listRules,
  listYears,
  type RuleInForce,
  rulesOfRecognizers,
} from './reads.ts'
import { earliestEnd, isOver, SCHOOL_YEAR, type Standing } from './rules.ts'
import type { RecognitionTables } from './tables.ts'

export { type Answer, type OwnAward, type OwnRecognitionView, ownRecognition } from './views/own.ts'
export { countsHere, recognizersToday, type Worth, worthHere } from './views/worth.ts'

type Door = 'no' | 'step-up' | 'open'

export interface HoursPageQuery {
  readonly year?: string | undefined
  readonly school?: string | undefined
  /** The last number of the page before. */
  readonly before?: string | undefined
}
export interface HoursPage {
  readonly organization: { readonly slug: string; readonly name: string }
  readonly query: HoursPageQuery
  readonly rows: readonly HoursRow[]
  readonly totals: { readonly units: bigint; readonly lines: number; readonly people: number }
  readonly years: readonly string[]
  readonly schools: readonly { readonly id: string; readonly name: string }[]
  /** Where the next page goes on. */
  readonly next: string | null
  /** Not at all, after the passkey, or at once. */
  readonly exporting: Door
}

const PAGE = 50

/** The organization's ledger, newest first. */
export async function hoursPage(ctx: Ctx<HoursTables>, query: HoursPageQuery): Promise<HoursPage> {
  insist(mayReadLedger(ctx.actor))
  return ctx.transact(async (tx) => {
    const filter = { year: query.year, unitId: query.school }
    const before = query.before === undefined ? undefined : BigInt(query.before)
    const found = await listHours(tx, ctx.scope, { ...filter, before, limit: PAGE + 1, language: ctx.locale })
    const rows = found.slice(0, PAGE)
    const { slug, name } = await getOrganization(tx, ctx.scope.tenantId)
    return {
      organization: { slug, name },
      query,
      rows,
      totals: await hoursTotals(tx, ctx.scope, filter),
      years: await listYears(tx, ctx.scope),
      schools: await listUnits(tx, ctx.scope),
      next: found.length > PAGE ? String(rows.at(-1)?.seq) : null,
      exporting: doorOf(mayExport(ctx.actor, ctx.now())),
    }
  })
}

function doorOf(verdict: ReturnType<typeof mayExport>): Door {
  if (verdict.ok) return 'open'
  return verdict.because === 'step-up-needed' ? 'step-up' : 'no'
}

export interface RuleOnPage extends RuleInForce {
  readonly over: boolean
  /** It gave nothing yet, so it may end before it begins. */
  readonly unused: boolean
  /** The first day that may be its last. */
  readonly earliestEnd: string
}
export interface RulesPage {
  readonly organization: { readonly slug: string; readonly name: string }
  readonly rules: readonly RuleOnPage[]
  /** Not at all, after the passkey, or at once. */
  readonly publishing: Door
  /** Public micro-credentials to choose from, in the order of their codes. */
  readonly choices: readonly {
    readonly id: string
    readonly code: string
    readonly title: string
    readonly strand: string
  }[]
  readonly today: string
  readonly schoolYear: string
}

export async function rulesPage(ctx: Ctx<RecognitionTables & OrganizationTables & CatalogTables>): Promise<RulesPage> {
  insist(mayRule(ctx.actor))
  return ctx.transact(async (tx) => {
    const { slug, name, timeZone } = await getOrganization(tx, ctx.scope.tenantId)
    const { cards } = await openShelf(tx, ctx.locale)
    const today = localDateAt(ctx.now(), timeZone)
    const giving = await listGiving(tx, ctx.scope)
    return {
      organization: { slug, name },
      rules: (await listRules(tx, ctx.scope)).map((each) => onPage(each, { today, gave: giving.has(each.id) })),
      publishing: doorOf(mayPublish(ctx.actor, ctx.now())),
      choices: cards.map(({ achievementId, card: { code, title, strand } }) => ({
        id: achievementId,
        code,
        title,
        strand,
      })),
      today,
      schoolYear: periodAt(today, SCHOOL_YEAR)?.key ?? '',
    }
  })
}

function onPage(each: RuleInForce, { today, gave }: { today: string; gave: boolean }): RuleOnPage {
  return {
    ...each,
    over: isOver(each.rule, today),
    unused: !gave,
    earliestEnd: earliestEnd(each.rule, { gave, today }),
  }
}

export interface PublicRules {
  readonly organization: { readonly slug: string; readonly name: string }
  readonly rules: readonly Standing[]
  readonly titles: ReadonlyMap<string, string>
}

/** What an organization gives for what, for anyone to read: its rules that are in force or still to come. */
export async function publicRules(
  ctx: Ctx<RecognitionTables & OrganizationTables & CatalogTables>,
  slug: string,
): Promise<PublicRules> {
  return ctx.transact(async (tx) => {
    const organization = await findIssuerBySlug(tx, slug)
    if (!organization) throw new NotFound('organization')
    const { tenantId, name, timeZone } = organization
    const today = localDateAt(ctx.now(), timeZone)
    const rules = (await rulesOfRecognizers(tx, [tenantId])).get(tenantId) ?? []
    const { cards } = await openShelf(tx, ctx.locale)
    return {
      organization: { slug, name },
      rules: rules.filter(({ rule }) => !isOver(rule, today)),
      titles: new Map(cards.map(({ achievementId, card }) => [achievementId, card.title])),
    }
  })
}
