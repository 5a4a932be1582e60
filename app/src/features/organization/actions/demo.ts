import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { mayRemoveDemo } from '../policy.ts'
import { endDemo } from '../writes/settings.ts'
import type { OrganizationWorld } from './found.ts'

/** From the set-up and from the console. False: there was nothing left to remove, and the log has no line of it. */
export async function removeDemo(ctx: Ctx<OrganizationWorld>, tx: Db<OrganizationWorld>): Promise<boolean> {
  insist(mayRemoveDemo(ctx.actor))
  const removed = await endDemo(tx, ctx.now())
  if (removed) await append(ctx, tx, { type: 'organization.demoRemoved', subjectId: 'demo', body: {} })
  return removed
}
