import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { PROPOSAL_DAYS } from '../policy.ts'
import { getOrganization, holdersOf } from '../reads.ts'
import type { ProposedDeed } from '../tables.ts'
import { insertProposal } from '../writes/people.ts'
import type { PeopleWorld } from './invite.ts'

type World = Ctx<PeopleWorld>
type Tx = Db<PeopleWorld>

/** What about an administrator one person may not do alone. Proposed twice, it waits once. */
export async function propose(
  ctx: World,
  tx: Tx,
  { personId, deed }: { personId: string; deed: ProposedDeed },
): Promise<void> {
  const id = ctx.newId()
  const made = await insertProposal(tx, ctx.scope, {
    id,
    personId,
    role: 'organizationAdmin',
    deed,
    proposedBy: ctx.actor.id,
    proposedAt: ctx.now(),
  })
  if (!made) return
  if (deed !== 'grant') await tellAdministrators(ctx, tx)
  await append(ctx, tx, {
    type: deed === 'grant' ? 'organization.roleProposed' : 'organization.endProposed',
    subjectId: id,
    personId,
    body: { personId, proposalId: id, deed },
  })
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
