import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import type { StepIn } from '../model.ts'
import { mayStepIn } from '../policy.ts'
import { findOwn } from '../reads/own.ts'
import { listDemoPeople } from '../reads/sign-in.ts'
import { deviceName } from '../rules/device.ts'
import { firstPage } from '../rules/local-path.ts'
import { type AccountWorld, beginSession } from './session.ts'
import { endVisit } from './visits.ts'

/** "Look around as": counts as passkey and step-up inside the demonstration, and reaches nothing outside it. */
export async function stepIn(ctx: Ctx<AccountWorld>, { personId }: StepIn): Promise<Redirect> {
  const finder = ctx.asSystem({ job: 'demo' })
  const listed = (await finder.transact((tx) => listDemoPeople(tx))).find((one) => one.personId === personId)
  insist(mayStepIn(listed && { demo: true }))
  const own = ctx.asSystem({ personId, job: 'demo' })
  if (ctx.sessionId) await endVisit(ctx, { id: ctx.sessionId })
  const cookie = await own.transact(async (tx) => {
    insist(mayStepIn(await findOwn(tx, own.person)))
    const device = deviceName(ctx.visitor.device)
    return beginSession(own, tx, { device, strong: true, tenantId: listed?.tenantId ?? null })
  })
  return redirect(firstPage(listed?.roles ?? []), { cookies: [cookie] })
}
