import type { Ctx } from '../../../platform/ctx.ts'
import type { Redirect } from '../../../platform/route.ts'
import type { AccountWorld } from '../actions/session.ts'
import { switchOrganization } from '../actions/visits.ts'
import type { SwitchOrganization } from '../model.ts'

export function answer(ctx: Ctx<AccountWorld>, input: SwitchOrganization): Promise<Redirect> {
  return switchOrganization(ctx, input)
}
