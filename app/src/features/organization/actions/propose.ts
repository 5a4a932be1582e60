import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { PROPOSAL_DAYS } from '../policy.ts'
import { findProposalAbout } from '../reads/people.ts'
import { getOrganization, holdersOf } from '../reads.ts'
import type { ProposedDeed } from '../tables.ts'
import { insertProposal } from '../writes/people.ts'
import type { PeopleWorld } from './invite.ts'

type World = Ctx<PeopleWorld>
type Tx = Db<PeopleWorld>

/** Done at once, proposed to another administrator, or not proposed because something else about the person waits. */
export type Asked = 'no' | 'proposed' | 'another-waits'

/** What about an administrator one person may not do alone. One proposal about a person waits at a time; pressed twice, it waits once. */
export async function propose(
  ctx: World,
  tx: Tx,
  { personId, deed }: { personId: string; deed: ProposedDeed },
): Promise<Asked> {
  const id = ctx.newId()
  const made = await insertProposal(tx, ctx.scope, {
    id,
    personId,
    role: 'organizationAdmin',
    deed,
    proposedBy: ctx.actor.id,
    proposedAt: ctx.now(),
  })
  if (!made) {
    const open = await findProposalAbout(tx, ctx.scope, personId)
    return open?.deed === deed && open.proposedBy === ctx.actor.id ? 'proposed' : 'another-waits'
  }
  if (deed !== 'grant') await tellAdministrators(ctx, tx)
  await append(ctx, tx, {
    type: deed === 'grant' ? 'organization.roleProposed' : 'organization.endProposed',
    subjectId: id,
    personId,
    body: { personId, proposalId: id, deed },
  })
  return 'proposed'
}

/** Every other administrator hears of it, whom it is about as well: silence counts after some days. */
async function tellAdministrators(ctx: World, tx: Tx): Promise<void> {
  const { name, slug } = await getOrganization(tx, ctx.scope.tenantId)
  const others = (await holdersOf(tx, ctx.scope, 'organizationAdmin')).filter((id) => id !== ctx.actor.id)
  for (const toPerson of others)
    await postMail(ctx, tx, {
      toPerson,
      template: 'organization.endProposed',
      values: { organization: name, days: PROPOSAL_DAYS },
      path: `/org/${slug}/people`,
    })
}
