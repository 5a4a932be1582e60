import type { Ctx } from '../../../platform/ctx.ts'
import { switchKeys } from '../actions/keys.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { SwitchKeys } from '../model.ts'

export async function answer(ctx: Ctx<AccountWorld>, { on }: SwitchKeys): Promise<SwitchKeys> {
  await switchKeys(ctx, on === 'yes')
  return { on }
}
