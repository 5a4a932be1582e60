import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { textIn } from '../../../text.ts'
import { isFresh } from '../../account/policy.ts'
import { namesOf } from '../../account/reads.ts'
import type { PeopleWorld } from '../actions/invite.ts'
import { mayAcceptKeys, mayConfigure, needsSecondPerson } from '../policy.ts'
import { type KeyProposal, listKeyProposals } from '../reads/keys.ts'
import { getOrganization, holdersOf, type Issuer, type IssuerKey, publicKeys, setting } from '../reads.ts'
import { issuerDid } from '../rules/did.ts'
import { runsUntil } from '../rules/keys.ts'

export interface KeysPage {
  readonly organization: Issuer
  readonly did: string
  readonly fresh: boolean
  readonly now: Date
  readonly keys: readonly IssuerKey[]
  /** When the next one is made by itself. */
  readonly runsUntil: Date | null
  /** Another administrator's word is needed. */
  readonly needsSecond: boolean
  readonly proposals: readonly (Omit<KeyProposal, 'proposedBy'> & {
    proposedBy: string
    because: 'second-person' | null
  })[]
}

export async function keysPage(ctx: Ctx<PeopleWorld>): Promise<KeysPage> {
  insist(mayConfigure(ctx.actor))
  return ctx.transact(async (tx) => {
    const organization = await getOrganization(tx, ctx.scope.tenantId)
    const keys = await publicKeys(tx, organization.slug)
    const proposals = await listKeyProposals(tx, ctx.scope)
    const names = await namesOf(
      tx,
      proposals.map(({ proposedBy }) => proposedBy),
    )
    const administrators = (await holdersOf(tx, ctx.scope, 'organizationAdmin')).length
    return {
      ...{ organization, keys, now: ctx.now() },
      did: issuerDid(ctx.baseUrl, organization.slug),
      fresh: isFresh(ctx.actor, ctx.now()),
      runsUntil: runsUntil(keys, await setting(tx, ctx.scope, 'keys.days'), ctx.now()),
      needsSecond: needsSecondPerson({ role: 'organizationAdmin', administrators }),
      proposals: proposals.map((proposal) => {
        const verdict = mayAcceptKeys(ctx.actor, proposal)
        const proposedBy = names.get(proposal.proposedBy) ?? textIn(ctx.locale, 'account.former')
        return { ...proposal, proposedBy, because: verdict.ok ? null : verdict.because }
      }),
    }
  })
}
