import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import { type SubmitReceipt, submitReading } from '../actions/submit.ts'
import type { SubmitSheet } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'

export function answer(
  ctx: Ctx<ReviewWorld>,
  input: SubmitSheet,
  { review }: Params<'review'>,
): Promise<SubmitReceipt> {
  return submitReading(ctx, { ...input, reviewId: review })
}
