import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import { releaseReading } from '../actions/end.ts'
import type { ReviewWorld } from '../tables.ts'

export async function answer(ctx: Ctx<ReviewWorld>, _input: unknown, { review }: Params<'review'>): Promise<void> {
  await releaseReading(ctx, review)
}
