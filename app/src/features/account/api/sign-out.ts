import type { Ctx } from '../../../platform/ctx.ts'
import { type Redirect, redirect } from '../../../platform/route.ts'
import { type AccountWorld, signOut } from '../actions/session.ts'

export async function answer(ctx: Ctx<AccountWorld>): Promise<Redirect> {
  return redirect('/', { cookies: [await signOut(ctx)], done: 'account.signedOut' })
}
