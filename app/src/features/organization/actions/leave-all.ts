import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { mayGather } from '../../account/policy.ts'
import { listOpenRequestIds, listOpenTies, listTenantsOf } from '../reads/take-out.ts'
import { getMembership } from '../reads.ts'
import { answerRequest } from '../writes/people.ts'
import { endTie } from '../writes/ties.ts'
import type { PeopleWorld } from './invite.ts'
import { endMembershipOf } from './members.ts'

type World = Ctx<PeopleWorld>

/** The person belongs nowhere any more: memberships, roles, requests and ties end. `ctx` is of the person. */
export async function leaveAll(ctx: World): Promise<void> {
  const { personId } = ctx.person
  insist(mayGather(ctx.actor, personId))
  const { tenants, requests } = await ctx.transact(async (tx) => ({
    tenants: await listTenantsOf(tx, ctx.person),
    requests: await listOpenRequestIds(tx, ctx.person),
  }))
  for (const tenantId of tenants) await leaveOne(ctx.asSystem({ tenantId, personId, job: 'erase' }), personId)
  for (const { tenantId, id } of requests) {
    const there = ctx.asSystem({ tenantId, personId, job: 'erase' })
    const answered = { id, answeredAt: ctx.now(), answeredBy: personId, accepted: false }
    await there.transact((tx) => answerRequest(tx, there.scope, answered))
  }
}

async function leaveOne(ctx: World, personId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const ties = await listOpenTies(tx, ctx.scope, personId)
    for (const { id } of ties) await endTie(tx, ctx.scope, { id, at: ctx.now() })
    if (await getMembership(tx, ctx.scope, personId)) await endMembershipOf(ctx, tx, personId)
    for (const { id, ...body } of ties)
      await append(ctx, tx, { type: 'organization.tieEnded', subjectId: id, personId: body.personId, body })
  })
}
