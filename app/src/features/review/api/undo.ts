import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import { undoReading } from '../actions/submit.ts'
import type { ReviewWorld } from '../tables.ts'

export async function answer(ctx: Ctx<ReviewWorld>, _input: unknown, { review }: Params<'review'>): Promise<void> {
  await undoReading(ctx, review)
}
