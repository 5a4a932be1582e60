import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { addPasskey } from '../actions/factors.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { NewPasskey } from '../model.ts'

export async function answer(ctx: Ctx<AccountWorld>, input: NewPasskey): Promise<Reply> {
  const cookie = await addPasskey(ctx, input)
  return { ...reply(200, JSON.stringify({ added: true }), { 'content-type': 'application/json' }), cookies: [cookie] }
}
