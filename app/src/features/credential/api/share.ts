import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { shareCredential } from '../actions/share.ts'

/** The form stands on several pages; each says where it leads back to. */
export async function answer(
  ctx: Ctx<never>,
  { toTenant, next }: { toTenant: string; next?: string },
  { id }: Params<'id'>,
): Promise<Redirect> {
  await shareCredential(ctx, { publicId: id, toTenant })
  return redirect(next ?? `/me/backpack/${id}`)
}
