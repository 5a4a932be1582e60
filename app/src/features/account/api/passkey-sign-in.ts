import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { enterByPasskey } from '../actions/passkey.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { PasskeyAnswer } from '../model.ts'

export async function answer(ctx: Ctx<AccountWorld>, input: PasskeyAnswer): Promise<Reply> {
  const { to, cookies = [] } = await enterByPasskey(ctx, input)
  return { ...reply(200, JSON.stringify({ to }), { 'content-type': 'application/json' }), cookies }
}
