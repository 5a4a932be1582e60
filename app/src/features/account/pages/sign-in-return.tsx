import type { Ctx } from '../../../platform/ctx.ts'
import type { Redirect } from '../../../platform/route.ts'
import { returnFromProvider } from '../actions/oidc.ts'
import type { AccountWorld } from '../actions/session.ts'

/** Where an organization's sign-in sends people back to; no page of its own. */
export function load(ctx: Ctx<AccountWorld>, _params: object, query: Record<string, string>): Promise<Redirect> {
  return returnFromProvider(ctx, query)
}

export function Page() {
  return null
}
