import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import type { Answer, Leave, SetRoles, ThatPerson } from '../model.ts'
import {
  endNeedsSecondPerson,
  mayAnswerProposal,
  mayChangePeople,
  mayEndRole,
  mayGrant,
  mayRefuseProposal,
  needsSecondPerson,
} from '../policy.ts'
import { findOpenProposal } from '../reads/people.ts'
import { getMembership, getOrganization, getOrganizationForUpdate, holdersOf, listRoles } from '../reads.ts'
import type { ProposedDeed, TenantRole } from '../tables.ts'
import { answerProposal, closeProposalsOf } from '../writes/people.ts'
import { endMembership, endRoleGrant, insertRoleGrant } from '../writes.ts'
import { changeUnit } from './found.ts'
import type { PeopleWorld } from './invite.ts'
import { type Asked, propose } from './propose.ts'

type World = Ctx<PeopleWorld>
type Tx = Db<PeopleWorld>

/** Roles and school of one member as the form states them; whatever needs nobody else is done even when a proposal has to wait. */
export async function setRoles(ctx: World, { personId, roles, unitId }: SetRoles): Promise<Asked> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  return ctx.transact(async (tx) => {
    await getOrganizationForUpdate(tx, ctx.scope)
    const member = await getMembership(tx, ctx.scope, personId)
    if (!member) throw new NotFound('member')
    await changeUnit(ctx, tx, { personId, before: member.unitId, after: unitId })
    return change(ctx, tx, { personId, before: await listRoles(tx, ctx.scope, personId), after: roles })
  })
}

async function change(
  ctx: World,
  tx: Tx,
  { personId, before, after }: { personId: string; before: readonly TenantRole[]; after: readonly TenantRole[] },
): Promise<Asked> {
  const asked: Asked[] = []
  for (const role of after.filter((each) => !before.includes(each))) asked.push(await give(ctx, tx, { personId, role }))
  for (const role of before.filter((each) => !after.includes(each)))
    asked.push(await takeAway(ctx, tx, { personId, role }))
  return asked.find((each) => each !== 'no') ?? 'no'
}

interface Change {
  readonly personId: string
  readonly role: TenantRole
}

async function give(ctx: World, tx: Tx, { personId, role }: Change): Promise<Asked> {
  const administrators = (await holdersOf(tx, ctx.scope, 'organizationAdmin')).length
  if (role !== 'organizationAdmin') insist(mayGrant(ctx.actor, role))
  else if (needsSecondPerson({ role, administrators })) return propose(ctx, tx, { personId, deed: 'grant' })
  await grant(ctx, tx, { personId, role })
  return 'no'
}

async function grant(ctx: World, tx: Tx, { personId, role }: Change): Promise<void> {
  await insertRoleGrant(tx, ctx.scope, {
    id: ctx.newId(),
    personId,
    role,
    grantedBy: ctx.actor.id,
    grantedAt: ctx.now(),
  })
  const organization = await getOrganization(tx, ctx.scope.tenantId)
  await postMail(ctx, tx, {
    toPerson: personId,
    template: 'organization.roleGranted',
    values: { organization: organization.name, role },
    path: '/me/organizations',
  })
  await append(ctx, tx, {
    type: 'organization.roleGranted',
    subjectId: ctx.scope.tenantId,
    personId,
    body: { personId, role },
  })
}

/** A further administrator: another one than who proposed it, and not the person themselves. An end: a third one, or the person. */
export async function answerRoleProposal(ctx: World, { id, answer }: Answer): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    await getOrganizationForUpdate(tx, ctx.scope)
    const proposal = await findOpenProposal(tx, ctx.scope, id)
    if (!proposal) throw new NotFound('proposal')
    const { personId } = proposal
    const accepted = answer === 'accept'
    const administrators = (await holdersOf(tx, ctx.scope, 'organizationAdmin')).length
    if (accepted) insist(mayAnswerProposal(ctx.actor, proposal, ctx.now()))
    else insist(mayRefuseProposal(ctx.actor, proposal, administrators))
    if (accepted && !(await getMembership(tx, ctx.scope, personId))) throw new Conflict('member-gone')
    await answerProposal(tx, ctx.scope, { id, answeredAt: ctx.now(), answeredBy: ctx.actor.id, accepted })
    if (accepted) await carryOut(ctx, tx, proposal)
    else await append(ctx, tx, { type: 'organization.roleRefused', subjectId: id, personId, body: { personId } })
  })
}

async function carryOut(ctx: World, tx: Tx, { personId, role, deed }: Change & { deed: ProposedDeed }): Promise<void> {
  if (deed === 'grant') await grant(ctx, tx, { personId, role })
  else if (deed === 'endMembership') await endMembershipOf(ctx, tx, personId)
  else await endRole(ctx, tx, { personId, role })
}

/** Nobody ends another administrator alone. */
async function takeAway(ctx: World, tx: Tx, { personId, role }: Change): Promise<Asked> {
  if (endNeedsSecondPerson(ctx.actor, { personId, roles: [role] }))
    return propose(ctx, tx, { personId, deed: 'endRole' })
  await endRole(ctx, tx, { personId, role })
  return 'no'
}

async function endRole(ctx: World, tx: Tx, { personId, role }: Change): Promise<void> {
  const administrators = (await holdersOf(tx, ctx.scope, 'organizationAdmin')).length
  insist(mayEndRole({ role, administrators }))
  await endRoleGrant(tx, ctx.scope, { personId, role, at: ctx.now() })
  if (role === 'organizationAdmin') await closeProposalsOf(tx, ctx.scope, { personId, at: ctx.now() })
  await append(ctx, tx, {
    type: 'organization.roleEnded',
    subjectId: ctx.scope.tenantId,
    personId,
    body: { personId, role },
  })
}

export async function endMember(ctx: World, { personId }: ThatPerson): Promise<Asked> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  return ctx.transact(async (tx) => {
    await getOrganizationForUpdate(tx, ctx.scope)
    if (!(await getMembership(tx, ctx.scope, personId))) throw new NotFound('member')
    const roles = await listRoles(tx, ctx.scope, personId)
    if (endNeedsSecondPerson(ctx.actor, { personId, roles }))
      return propose(ctx, tx, { personId, deed: 'endMembership' })
    await endMembershipOf(ctx, tx, personId)
    return 'no'
  })
}

/** A person leaves by their own decision; what they earned and what was recognized stays. */
export async function leaveOrganization(ctx: World, { tenantId }: Leave): Promise<void> {
  const { personId } = ctx.person
  if (ctx.actor.demo) throw new Conflict('demo-account')
  const there = ctx.asSystem({ tenantId, personId, job: 'leave' })
  await there.transact((tx) => endMembershipOf(there, tx, personId))
}

/**
 * An organization keeps an administrator; everything else of a membership ends with it. The organization is held meanwhile:
 * two administrators who leave at once do not both count the other.
 */
export async function endMembershipOf(ctx: World, tx: Tx, personId: string): Promise<void> {
  await getOrganizationForUpdate(tx, ctx.scope)
  if (!(await getMembership(tx, ctx.scope, personId))) throw new NotFound('member')
  const held = await listRoles(tx, ctx.scope, personId)
  const administrators = (await holdersOf(tx, ctx.scope, 'organizationAdmin')).length
  for (const role of held) insist(mayEndRole({ role, administrators }))
  await endMembership(tx, ctx.scope, { personId, at: ctx.now() })
  await closeProposalsOf(tx, ctx.scope, { personId, at: ctx.now() })
  await append(ctx, tx, {
    type: 'organization.memberEnded',
    subjectId: ctx.scope.tenantId,
    personId,
    body: { personId, roles: held },
  })
}
