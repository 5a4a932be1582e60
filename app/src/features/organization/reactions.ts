import * as z from 'zod'
import type { Reaction } from '../../platform/worker.ts'
import { addMember, type OrganizationWorld } from './actions/found.ts'
import { getMembership } from './reads.ts'

const IdentityUsed = z.object({ personId: z.uuid() })

/** Who comes in through an organization's own sign-in belongs to it, without any role. */
const joinByIdentity: Reaction<OrganizationWorld> = async (ctx, tx, entry) => {
  const { personId } = IdentityUsed.parse(entry.body)
  if (await getMembership(tx, ctx.scope, personId)) return
  await addMember(ctx, tx, { personId, unitId: null, roles: [] })
}

export const reactions = { 'account.identityUsed': joinByIdentity }
