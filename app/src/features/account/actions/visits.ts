import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import type { SwitchOrganization, ThatOne } from '../model.ts'
import { mayEdit } from '../policy.ts'
import { onward } from '../rules/local-path.ts'
import { endOtherSessions } from '../writes/own.ts'
import { endSession } from '../writes.ts'
import { renewSession } from './enter.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>

/** Ends one visit; it is refused from its next request on. */
export async function endVisit(ctx: World, { id }: ThatOne): Promise<void> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  await ctx.transact(async (tx) => {
    await endSession(tx, ctx.person, { id, at: ctx.now() })
    await append(ctx, tx, { type: 'account.sessionEnded', subjectId: personId, personId, body: {} })
  })
}

export async function endOtherVisits(ctx: World): Promise<void> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  await ctx.transact(async (tx) => {
    await endOtherSessions(tx, ctx.person, { keep: ctx.sessionId, at: ctx.now() })
    await append(ctx, tx, { type: 'account.sessionsEnded', subjectId: personId, personId, body: {} })
  })
}

/** Which organization's pages open; only memberships count there, so a foreign id opens nothing. */
export async function switchOrganization(ctx: World, { tenantId, back }: SwitchOrganization): Promise<Redirect> {
  return redirect(onward(back), { cookies: [await renewSession(ctx, { tenantId })] })
}
