import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { beginPasskeySignIn } from '../actions/passkey.ts'
import type { AccountWorld } from '../actions/session.ts'

export async function answer(ctx: Ctx<AccountWorld>): Promise<Reply> {
  const { options, cookies } = await beginPasskeySignIn(ctx)
  return { ...reply(200, JSON.stringify({ options }), { 'content-type': 'application/json' }), cookies }
}
