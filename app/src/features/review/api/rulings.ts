import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import { saveRulings } from '../actions/adjudicate.ts'
import type { SaveReceipt } from '../actions/save.ts'
import type { SaveRulings } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'

export function answer(ctx: Ctx<ReviewWorld>, input: SaveRulings, { review }: Params<'review'>): Promise<SaveReceipt> {
  return saveRulings(ctx, { ...input, reviewId: review })
}
