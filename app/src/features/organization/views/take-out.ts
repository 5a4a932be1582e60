import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import { listEveryMembership, listEveryRequest, listEveryRole, listEveryTie, listTenantsOf } from '../reads/take-out.ts'
import type { OrganizationTables } from '../tables.ts'

/** Where the person belongs and belonged, and as what. */
export async function ownMemberships(ctx: Ctx<OrganizationTables>) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  const { tenants, ...rows } = await ctx.transact(async (tx) => ({
    memberships: await listEveryMembership(tx, person),
    roles: await listEveryRole(tx, person),
    membershipRequests: await listEveryRequest(tx, person),
    tenants: await listTenantsOf(tx, person),
  }))
  const ties = []
  for (const tenantId of tenants) ties.push(...(await tiesIn(ctx, tenantId)))
  return { ...rows, ties }
}

/** Ties lie with each organization; whom one is tied to is said by kind alone. */
async function tiesIn(ctx: Ctx<OrganizationTables>, tenantId: string) {
  const { personId } = ctx.person
  const there = ctx.asSystem({ tenantId, personId, job: 'take-out' })
  return there.transact((tx) => listEveryTie(tx, there.scope, personId))
}
