import { NotFound } from '../../lib/refusal.ts'
import type { Ctx } from '../../platform/ctx.ts'
import type { Competency, Domain, Framework } from './model.ts'
import { mayShowText } from './policy.ts'
import { getFramework } from './reads.ts'
import type { FrameworkTables } from './tables.ts'

export { caseAssociation, caseDocument, caseDocuments, caseItem, casePackage, frameworkAsn } from './views/case.ts'

export interface FrameworkView {
  readonly framework: Omit<Framework, 'domains' | 'competencies' | 'scenarios'>
  readonly domains: readonly (Domain & { readonly competencies: readonly Competency[] })[]
}

/** A framework in the order of its domains, each with its competencies. */
export async function frameworkPage(ctx: Ctx<FrameworkTables>, id: string): Promise<FrameworkView> {
  const {
    domains,
    competencies,
    scenarios: _scenarios,
    ...framework
  } = await ctx.transact((tx) => getFramework(tx, id))
  if (!mayShowText(framework).ok) throw new NotFound('framework text')
  return {
    framework,
    domains: [...domains]
      .sort((a, b) => a.order - b.order)
      .map((domain) => ({ ...domain, competencies: competencies.filter((one) => one.domain === domain.id) })),
  }
}
