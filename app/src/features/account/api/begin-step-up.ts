import type { Ctx } from '../../../platform/ctx.ts'
import { beginStepUp } from '../actions/passkey.ts'
import type { AccountWorld } from '../actions/session.ts'

export async function answer(ctx: Ctx<AccountWorld>): Promise<{ options: unknown }> {
  const { options } = await beginStepUp(ctx)
  return { options }
}
