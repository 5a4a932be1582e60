import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { textIn } from '../../../text.ts'
import { isFresh } from '../../account/policy.ts'
import { listVerifiedEmails } from '../../account/reads/own.ts'
import { namesOf } from '../../account/reads.ts'
import { hintOf } from '../../account/rules/email.ts'
import { invitationOf, type PeopleWorld } from '../actions/invite.ts'
import { isOpen, mayAccept, mayAnswerProposal, mayReadMembers, rolesInSight } from '../policy.ts'
import {
  findInvitation,
  type Invitation,
  listOpenInvitations,
  listOpenProposals,
  listOpenRequests,
  listOwnRequests,
  searchOrganizations,
} from '../reads/people.ts'
import {
  getOrganization,
  type Issuer,
  listMembers,
  listOwnMemberships,
  listPublicUnits,
  listUnits,
  type Member,
} from '../reads.ts'
import type { ProposedDeed } from '../tables.ts'

type World = Ctx<PeopleWorld>
const PAGE = 50

export interface WaitingProposal {
  readonly id: string
  readonly name: string
  readonly proposedBy: string
  readonly deed: ProposedDeed
  /** Why this administrator cannot accept it now; null: may. */
  readonly because: 'second-person' | 'second-person-end' | 'own-role' | null
}
export interface PeoplePage {
  readonly organization: Issuer
  readonly mayChange: boolean
  readonly fresh: boolean
  readonly units: readonly { id: string; name: string }[]
  readonly members: readonly (Member & { name: string })[]
  readonly next: string | null
  readonly invitations: readonly Invitation[]
  readonly requests: readonly { id: string; name: string; unit: string | null; createdAt: Date }[]
  readonly proposals: readonly WaitingProposal[]
}

export async function peoplePage(ctx: World, after: string | undefined): Promise<PeoplePage> {
  insist(mayReadMembers(ctx.actor))
  const mayChange = ctx.actor.roles.has('organizationAdmin')
  return ctx.transact(async (tx) => {
    const roles = rolesInSight(ctx.actor) ?? undefined
    const members = await listMembers(tx, ctx.scope, { limit: PAGE + 1, after, roles })
    const shown = members.slice(0, PAGE)
    const names = await namesOf(
      tx,
      shown.map(({ personId }) => personId),
    )
    const units = await listUnits(tx, ctx.scope)
    return {
      organization: await getOrganization(tx, ctx.scope.tenantId),
      mayChange,
      fresh: isFresh(ctx.actor, ctx.now()),
      units,
      members: shown.map((member) => ({ ...member, name: names.get(member.personId) ?? '' })),
      next: members.length > PAGE ? (shown.at(-1)?.membershipId ?? null) : null,
      ...(mayChange ? await waiting(ctx, tx, units) : { invitations: [], requests: [], proposals: [] }),
    }
  })
}

/** What only an administrator sees: who was asked, who asks, who was proposed. */
async function waiting(
  ctx: World,
  tx: Db<PeopleWorld>,
  units: PeoplePage['units'],
): Promise<Pick<PeoplePage, 'invitations' | 'requests' | 'proposals'>> {
  const requests = await listOpenRequests(tx, ctx.scope)
  const proposals = await listOpenProposals(tx, ctx.scope)
  const names = await namesOf(tx, [
    ...requests.map(({ personId }) => personId),
    ...proposals.flatMap(({ personId, proposedBy }) => [personId, proposedBy]),
  ])
  const name = (id: string) => names.get(id) ?? textIn(ctx.locale, 'account.former')
  return {
    invitations: await listOpenInvitations(tx, ctx.scope, ctx.now()),
    requests: requests.map(({ id, personId, unitId, createdAt }) => ({
      id,
      createdAt,
      name: name(personId),
      unit: units.find((unit) => unit.id === unitId)?.name ?? null,
    })),
    proposals: proposals.map((proposal) => {
      const verdict = mayAnswerProposal(ctx.actor, proposal, ctx.now())
      const { id, deed, personId, proposedBy } = proposal
      return {
        ...{ id, deed, name: name(personId), proposedBy: name(proposedBy) },
        because: verdict.ok ? null : verdict.because,
      }
    }),
  }
}

export interface JoinPage {
  readonly state: 'open' | 'over' | 'other-address'
  readonly organization: string
  readonly roles: readonly string[]
  readonly hint: string
}

/** Looking uses nothing up. Of the invited address only a hint is shown, for whoever holds it to recognize. */
export async function joinPage(ctx: World, token: string): Promise<JoinPage> {
  const { tenantId, id } = await invitationOf(ctx, token)
  const { personId } = ctx.person
  const there = ctx.asSystem({ tenantId, ...(personId ? { personId } : {}), job: 'join' })
  return there.transact(async (tx) => {
    const invitation = await findInvitation(tx, there.scope, { id })
    const organization = (await getOrganization(tx, tenantId)).name
    if (!invitation || !isOpen(invitation, ctx.now())) return { state: 'over', organization, roles: [], hint: '' }
    const addresses = personId ? await listVerifiedEmails(tx, there.person) : [invitation.email]
    const verdict = mayAccept(invitation, { addresses, demo: ctx.actor.demo }, ctx.now())
    return {
      state: verdict.ok ? 'open' : 'other-address',
      organization,
      roles: invitation.roles,
      hint: hintOf(invitation.email),
    }
  })
}

export interface LinksPage {
  readonly zone: string
  readonly demo: boolean
  readonly memberships: readonly {
    tenantId: string
    slug: string
    name: string
    unit: string | null
    active: boolean
  }[]
  readonly requests: readonly {
    id: string
    name: string
    createdAt: Date
    answered: boolean
    accepted: boolean | null
  }[]
  readonly query: string
  readonly found: readonly {
    tenantId: string
    name: string
    kind: string
    units: readonly { id: string; name: string }[]
  }[]
}

/** Where the person belongs, what they asked, and a search for more. */
export async function linksPage(ctx: World, query: string): Promise<LinksPage> {
  return ctx.transact(async (tx) => {
    const memberships = await listOwnMemberships(tx, ctx.person.personId)
    const own = new Set(memberships.map(({ tenantId }) => tenantId))
    const found = query ? (await searchOrganizations(tx, query)).filter(({ tenantId }) => !own.has(tenantId)) : []
    const units = await Promise.all(
      [...own, ...found.map(({ tenantId }) => tenantId)].map((id) => listPublicUnits(tx, id)),
    )
    const all = units.flat()
    return {
      zone: ctx.timeZone,
      demo: ctx.actor.demo,
      memberships: memberships.map(({ tenantId, id, slug, name, unitId }) => ({
        tenantId,
        slug,
        name,
        unit: all.find((unit) => unit.id === unitId)?.name ?? null,
        active: id === ctx.actor.membershipId,
      })),
      requests: (await listOwnRequests(tx, ctx.person)).map(({ id, name, createdAt, answeredAt, accepted }) => ({
        id,
        name,
        createdAt,
        answered: answeredAt !== null,
        accepted,
      })),
      query,
      found: found.map(({ tenantId, name, kind }) => ({
        tenantId,
        name,
        kind,
        units: all.filter((unit) => unit.tenantId === tenantId),
      })),
    }
  })
}
