import { NotFound } from '../../lib/refusal.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import type { Competency, Domain } from './model.ts'
import { mayShowText } from './policy.ts'
import { findSpoken } from './reads.ts'
import type { SpokenFramework } from './rules/translation.ts'
import type { FrameworkTables } from './tables.ts'
import { type TakenInView, takenInPage } from './views/taken-in-page.ts'

export { caseAssociation, caseDocument, caseDocuments, caseItem, casePackage, frameworkAsn } from './views/case.ts'
export { type FrameworksView, frameworksPage, type ImportView, importPage, ownPackage } from './views/taken-in.ts'
export type { Pair, Statement, TakenInView } from './views/taken-in-page.ts'

export interface OwnView {
  readonly kind: 'own'
  readonly framework: Omit<SpokenFramework, 'domains' | 'competencies' | 'scenarios'>
  readonly domains: readonly (Domain & { readonly competencies: readonly Competency[] })[]
}

/** A framework of the site in the order of its domains, or one that an organization took in. */
export async function frameworkPage(
  ctx: Ctx<FrameworkTables & OrganizationTables>,
  id: string,
  under?: string,
): Promise<OwnView | TakenInView> {
  const own = await ctx.transact((tx) => findSpoken(tx, id, ctx.locale))
  if (!own) return takenInPage(ctx, id, under)
  const { domains, competencies, scenarios: _scenarios, ...framework } = own
  if (!mayShowText(framework).ok) throw new NotFound('framework text')
  return {
    kind: 'own',
    framework,
    domains: [...domains]
      .sort((a, b) => a.order - b.order)
      .map((domain) => ({ ...domain, competencies: competencies.filter((one) => one.domain === domain.id) })),
  }
}
