import { type Redirect, redirect } from '../../../platform/route.ts'
import { openOwnPiece } from '../actions/evidence.ts'
import { openOwnItem } from '../actions/inbox.ts'
import type { World } from '../actions/world.ts'

/** A fresh address for one's own file, and at once there. */
export async function answer(
  ctx: World,
  _input: unknown,
  { piece, item }: { piece?: string; item?: string },
): Promise<Redirect> {
  return redirect(piece ? await openOwnPiece(ctx, piece) : await openOwnItem(ctx, item ?? ''))
}
