import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import { listEveryMembership, listEveryRequest, listEveryRole } from '../reads/own-data.ts'
import type { OrganizationTables } from '../tables.ts'

/** Where the person belongs and belonged, and as what. */
export async function ownMemberships(ctx: Ctx<OrganizationTables>) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  return ctx.transact(async (tx) => ({
    memberships: await listEveryMembership(tx, person),
    roles: await listEveryRole(tx, person),
    membershipRequests: await listEveryRequest(tx, person),
  }))
}
