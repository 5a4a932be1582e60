import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import { flagReading } from '../actions/flag.ts'
import type { RaiseFlag } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'

export async function answer(ctx: Ctx<ReviewWorld>, input: RaiseFlag, { review }: Params<'review'>): Promise<void> {
  await flagReading(ctx, { ...input, reviewId: review })
}
