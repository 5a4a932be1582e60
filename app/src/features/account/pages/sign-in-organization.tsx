import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Redirect } from '../../../platform/route.ts'
import { leaveForProvider } from '../actions/oidc.ts'
import type { AccountWorld } from '../actions/session.ts'
import { onward } from '../rules/local-path.ts'

/** No page of its own: straight on to the organization's sign-in. */
export function load(
  ctx: Ctx<AccountWorld>,
  { provider }: Params<'provider'>,
  query: { next?: string | null; link?: '1'; fresh?: '1' },
): Promise<Redirect> {
  const next = query.next ? onward(query.next) : null
  const purpose = query.link ? 'link' : query.fresh ? 'stepUp' : 'enter'
  return leaveForProvider(ctx, { providerId: provider, next, purpose })
}

export function Page() {
  return null
}
