import type { Ctx } from '../../../platform/ctx.ts'
import { takeNext } from '../actions/claim.ts'
import type { TakeNext } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'

export async function answer(ctx: Ctx<ReviewWorld>, input: TakeNext): Promise<{ reviewId: string } | undefined> {
  const reviewId = await takeNext(ctx, input)
  return reviewId ? { reviewId } : undefined
}
