import type { Ctx } from '../../../platform/ctx.ts'
import { beginRegistration } from '../actions/factors.ts'
import type { AccountWorld } from '../actions/session.ts'

export async function answer(ctx: Ctx<AccountWorld>): Promise<{ options: unknown }> {
  const { options } = await beginRegistration(ctx)
  return { options }
}
