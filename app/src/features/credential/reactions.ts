import type { Ctx, Db } from '../../platform/ctx.ts'
import type { LogEntry } from '../../platform/log.ts'
import { reserveAward } from './actions/award.ts'
import type { AwardWorld } from './actions/world.ts'
import { ReviewDecided } from './model.ts'

/** An earned decision is the only thing that makes an award. */
async function awardWhenEarned(ctx: Ctx<AwardWorld>, tx: Db<AwardWorld>, entry: LogEntry): Promise<void> {
  await reserveAward(ctx, tx, ReviewDecided.parse(entry.body))
}

export const reactions = { 'review.decided': awardWhenEarned }
