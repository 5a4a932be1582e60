import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import type { Answer, AskToLink } from '../model.ts'
import { mayAskToLink, mayChangePeople } from '../policy.ts'
import { findOpenRequest } from '../reads/people.ts'
import { findIssuerById, getMembership, getOrganization, hasUnit, holdersOf } from '../reads.ts'
import { answerRequest, insertRequest } from '../writes/people.ts'
import { addMember, insistUnit } from './found.ts'
import type { PeopleWorld } from './invite.ts'

type World = Ctx<PeopleWorld>

/** An educator asks an organization to count what they earn; its administrators hear of it by mail. */
export async function askToLink(ctx: World, { tenantId, unitId }: AskToLink): Promise<void> {
  const { personId } = ctx.person
  const there = ctx.asSystem({ tenantId, personId, job: 'link' })
  await there.transact(async (tx) => {
    const organization = await findIssuerById(tx, tenantId)
    if (!organization) throw new NotFound('organization')
    insist(mayAskToLink(ctx.actor, organization))
    if (await getMembership(tx, there.scope, personId)) throw new Conflict('member-already')
    await insistUnit(there, tx, unitId)
    // Asked again while the question is open, nobody is told again.
    if (!(await insertRequest(tx, there.scope, { id: ctx.newId(), personId, unitId, createdAt: ctx.now() }))) return
    for (const toPerson of await holdersOf(tx, there.scope, 'organizationAdmin'))
      await postMail(there, tx, {
        toPerson,
        template: 'organization.linkAsked',
        values: { organization: organization.name },
        path: `/org/${organization.slug}/people`,
      })
    await append(there, tx, { type: 'organization.linkAsked', subjectId: tenantId, personId, body: { personId } })
  })
}

export async function answerLink(ctx: World, { id, answer }: Answer): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    const request = await findOpenRequest(tx, ctx.scope, id)
    if (!request) throw new NotFound('request')
    const { personId } = request
    const unitId = request.unitId && (await hasUnit(tx, ctx.scope, request.unitId)) ? request.unitId : null
    const accepted = answer === 'accept'
    await answerRequest(tx, ctx.scope, { id, answeredAt: ctx.now(), answeredBy: ctx.actor.id, accepted })
    if (accepted && !(await getMembership(tx, ctx.scope, personId)))
      await addMember(ctx, tx, { personId, unitId, roles: [] })
    const organization = await getOrganization(tx, ctx.scope.tenantId)
    await postMail(ctx, tx, {
      toPerson: personId,
      template: 'organization.linkAnswered',
      values: { organization: organization.name, answer },
      path: '/me/organizations',
    })
    await append(ctx, tx, { type: 'organization.linkAnswered', subjectId: id, personId, body: { personId, accepted } })
  })
}
