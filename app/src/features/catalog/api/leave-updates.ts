import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { leaveUpdates } from '../actions/updates.ts'

/** RFC 8058: the mail program's one press. It has no cookie and no page; the secret in the address says who leaves, and the body says nothing. */
export async function answer(ctx: Ctx<never>, _input: unknown, { token }: Params<'token'>): Promise<Reply> {
  await leaveUpdates(ctx, token)
  return reply(200, 'OK\n', { 'content-type': 'text/plain; charset=utf-8' })
}
