import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import { type SaveReceipt, saveSheet } from '../actions/save.ts'
import type { SaveSheet } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'

export function answer(ctx: Ctx<ReviewWorld>, input: SaveSheet, { review }: Params<'review'>): Promise<SaveReceipt> {
  return saveSheet(ctx, { ...input, reviewId: review })
}
