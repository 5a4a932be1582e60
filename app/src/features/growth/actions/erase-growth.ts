import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { mayHear } from '../policy.ts'
import type { GrowthTables } from '../tables.ts'
import { deleteEverything } from '../writes/erased.ts'

/** Goals, plan and what was suggested; the numbers of colleagues name nobody and stay. */
export async function eraseGrowth(ctx: Ctx<GrowthTables & LogTables>): Promise<void> {
  insist(mayHear(ctx.actor))
  const { personId } = ctx.person
  await ctx.transact(async (tx) => {
    const lines = await deleteEverything(tx, ctx.person)
    if (lines > 0) await append(ctx, tx, { type: 'growth.erased', subjectId: personId, personId, body: { lines } })
  })
}
