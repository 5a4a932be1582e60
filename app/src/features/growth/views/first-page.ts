import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { listOwnMemberships } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayKeep } from '../policy.ts'
import { learnsHere } from '../reads/own.ts'
import { firstPage } from '../rules/first-page.ts'
import type { GrowthTables } from '../tables.ts'

/** Where the person of this visit begins. */
export async function ownFirstPage(ctx: Ctx<GrowthTables & OrganizationTables>): Promise<string> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const memberships = await listOwnMemberships(tx, ctx.person.personId)
    const open = memberships.find(({ id }) => id === ctx.actor.membershipId)
    const learns = await learnsHere(tx, ctx.person)
    return firstPage({ roles: ctx.actor.roles, slug: open?.slug ?? null, learns })
  })
}
