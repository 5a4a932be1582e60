import type { Ctx } from '../../../platform/ctx.ts'
import { holdersOf } from '../../organization/reads.ts'
import { mayHearOfUnseen, mayHearOfUnseenEverywhere } from '../policy.ts'
import { countUnseen, listUnseenEverywhere, type UnseenThere } from '../reads/readers.ts'
import type { ReviewWorld } from '../tables.ts'

/** How many portfolios wait for a QA lead that is not there: the only one handed them in. */
export async function unseenFlags(ctx: Ctx<ReviewWorld>): Promise<number> {
  if (!mayHearOfUnseen(ctx.actor).ok) return 0
  return ctx.transact(async (tx) =>
    countUnseen(tx, ctx.scope, { leads: await holdersOf(tx, ctx.scope, 'qaLead'), viewer: ctx.actor.id }),
  )
}

/** Organizations where that is so, for those who run the site. */
export async function unseenEverywhere(ctx: Ctx<ReviewWorld>): Promise<UnseenThere[]> {
  if (!mayHearOfUnseenEverywhere(ctx.actor).ok) return []
  return ctx.transact((tx) => listUnseenEverywhere(tx))
}
