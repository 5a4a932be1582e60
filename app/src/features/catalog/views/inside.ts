import type { Ctx, Db } from '../../../platform/ctx.ts'
import { listOwnMemberships } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { maySeePublicly } from '../policy.ts'
import { type AchievementVersion, findBySlug, findForMembers, listForMembers } from '../reads.ts'
import type { CatalogTables } from '../tables.ts'

type Tables = CatalogTables & OrganizationTables
interface Named {
  readonly slug: string
  readonly version?: string | undefined
}

/** What an organization keeps for its members is a page to them alone. */
export async function findInside(
  ctx: Ctx<Tables>,
  tx: Db<Tables>,
  named: Named,
): Promise<AchievementVersion | undefined> {
  return findForMembers(tx, await tenantsOf(ctx, tx), named)
}

/** What everybody may read, or what this person may read as a member. */
export async function findInSight(
  ctx: Ctx<Tables>,
  tx: Db<Tables>,
  named: Named,
): Promise<AchievementVersion | undefined> {
  const open = await findBySlug(tx, named.slug, { version: named.version })
  return open && maySeePublicly(open).ok ? open : findInside(ctx, tx, named)
}

/** Organizations that this person belongs to. */
export async function tenantsOf(ctx: Ctx<Tables>, tx: Db<OrganizationTables>): Promise<string[]> {
  if (ctx.actor.kind !== 'person') return []
  return (await listOwnMemberships(tx, ctx.actor.id)).map(({ tenantId }) => tenantId)
}

export interface InsideEntry {
  readonly slug: string
  readonly code: string
  readonly title: string
  readonly summary: string
}

/** What this person's organizations keep for their members: it stands on no shelf, so it is listed where they look. */
export async function insideEntries(ctx: Ctx<Tables>): Promise<readonly InsideEntry[]> {
  if (ctx.actor.kind !== 'person') return []
  const entries = await ctx.transact(async (tx) => listForMembers(tx, await tenantsOf(ctx, tx)))
  return entries.map(({ slug, code, title, summary }) => ({ slug, code, title, summary }))
}
