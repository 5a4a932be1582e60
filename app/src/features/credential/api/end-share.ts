import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { endShare } from '../actions/share.ts'
import type { EndShare } from '../model.ts'

export async function answer(ctx: Ctx<never>, { shareId }: EndShare, { id }: Params<'id'>): Promise<Redirect> {
  await endShare(ctx, { publicId: id, shareId })
  return redirect(`/me/backpack/${id}`, { done: 'credential.opened.done' })
}
