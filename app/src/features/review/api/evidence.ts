import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import type { ReviewWorld } from '../tables.ts'
import { evidenceAddresses } from '../views/desk.ts'

/** Addresses live five minutes; the desk asks for new ones. */
export function answer(ctx: Ctx<ReviewWorld>, _input: unknown, { review }: Params<'review'>) {
  return evidenceAddresses(ctx, review)
}
