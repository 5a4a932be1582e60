import { csrfToken } from '../../../platform/csrf.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { beginPasskeySignIn } from '../actions/passkey.ts'
import type { AccountWorld } from '../actions/session.ts'

/** The page's forms go on with the token of the cookie that is set here. */
export async function answer(ctx: Ctx<AccountWorld>): Promise<Reply> {
  const { options, cookies, browser } = await beginPasskeySignIn(ctx)
  const csrf = csrfToken(ctx.keys, ctx.sessionId ?? browser)
  return { ...reply(200, JSON.stringify({ options, csrf }), { 'content-type': 'application/json' }), cookies }
}
