import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import { takeOne } from '../../../platform/count.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { RateLimited } from '../../../platform/failure.ts'
import { linkToken } from '../../../platform/link-token.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { hashToken } from '../../../platform/session.ts'
import { listVerifiedEmails } from '../../account/reads/own.ts'
import { getPerson } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { Invite, ThatOne } from '../model.ts'
import { INVITATION_DAYS, mayAccept, mayChangePeople, mayGrant } from '../policy.ts'
import { findInvitation, findInvitationPlace, type Invitation } from '../reads/people.ts'
import { getMembership, getOrganization, hasUnit } from '../reads.ts'
import type { TenantRole } from '../tables.ts'
import { insertInvitation, updateInvitation, withdrawInvitationsOf } from '../writes/people.ts'
import { addMember, changeUnit, grantRole, insistUnit, type OrganizationWorld } from './found.ts'

export type PeopleWorld = OrganizationWorld & AccountTables
type World = Ctx<PeopleWorld>
const TEMPLATE = 'organization.invitation'

/** The same answer whether or not the address has an account; the newest invitation of an address is the one that counts. */
export async function invite(ctx: World, { email, roles, unitId }: Invite): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  for (const role of roles) insist(mayGrant(ctx.actor, role))
  const { tenantId } = ctx.scope
  const counter = { bucket: `invite.day ${tenantId}`, limit: 500, minutes: 24 * 60 }
  const wait = await ctx.transact((tx) => takeOne(tx, [counter], ctx.now()))
  if (wait > 0) throw new RateLimited(wait)
  await ctx.transact(async (tx) => {
    await insistUnit(ctx, tx, unitId)
    const organization = await getOrganization(tx, tenantId)
    const id = ctx.newId()
    await withdrawInvitationsOf(tx, ctx.scope, { email, at: ctx.now() })
    await insertInvitation(tx, ctx.scope, {
      id,
      email,
      roles: [...roles],
      unitId,
      tokenHash: hashToken(linkToken(ctx.keys, TEMPLATE, id)),
      invitedBy: ctx.actor.id,
      createdAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + INVITATION_DAYS * 24 * 3_600_000),
    })
    await postMail(ctx, tx, {
      toAddress: email,
      template: TEMPLATE,
      values: { link: id, organization: organization.name, days: INVITATION_DAYS },
      path: '/join/:token',
      locale: organization.locale,
    })
    await append(ctx, tx, {
      type: 'organization.invited',
      subjectId: id,
      body: { invitationId: id, roles: [...roles] },
    })
  })
}

export async function withdrawInvitation(ctx: World, { id }: ThatOne): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    if (!(await updateInvitation(tx, ctx.scope, { id, withdrawnAt: ctx.now() }))) throw new NotFound('invitation')
    await append(ctx, tx, { type: 'organization.invitationWithdrawn', subjectId: id, body: { invitationId: id } })
  })
}

/** Finds an invitation by its link without using it up. */
export async function invitationOf(ctx: World, token: string): Promise<{ tenantId: string; id: string }> {
  const finder = ctx.asSystem({ job: 'join' })
  const place = await finder.transact((tx) => findInvitationPlace(tx, hashToken(token)))
  if (!place) throw new NotFound('invitation')
  return place
}

/** Roles and school come from the stored invitation, never from the request; returns the organization's slug. */
export async function acceptInvitation(ctx: World, token: string): Promise<string> {
  const { tenantId, id } = await invitationOf(ctx, token)
  const there = ctx.asSystem({ tenantId, personId: ctx.person.personId, job: 'join' })
  return there.transact(async (tx) => {
    const invitation = await findInvitation(tx, there.scope, { id, lock: true })
    if (!invitation) throw new NotFound('invitation')
    const addresses = await listVerifiedEmails(tx, there.person)
    insist(mayAccept(invitation, { addresses, demo: ctx.actor.demo }, ctx.now()))
    if (!(await updateInvitation(tx, there.scope, { id, acceptedAt: ctx.now() }))) throw new Conflict('invitation-over')
    await enroll(there, tx, invitation)
    return (await getOrganization(tx, tenantId)).slug
  })
}

async function enroll(there: World, tx: Db<PeopleWorld>, { id, roles, unitId }: Invitation): Promise<void> {
  const { personId } = there.person
  const held = roles as readonly TenantRole[]
  await getPerson(tx, personId)
  const member = await getMembership(tx, there.scope, personId)
  if (!member) await addMember(there, tx, { personId, unitId, roles: held })
  else {
    // A school that was closed since the invitation moves nobody.
    if (unitId && (await hasUnit(tx, there.scope, unitId)))
      await changeUnit(there, tx, { personId, before: member.unitId, after: unitId })
    for (const role of held) await grantRole(there, tx, { personId, role })
  }
  await append(there, tx, {
    type: 'organization.invitationAccepted',
    subjectId: id,
    personId,
    body: { invitationId: id, personId, roles: [...roles] },
  })
}
