import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { getAttempt, listAttemptEvidence } from '../../submission/reads.ts'
import { ReadThrough } from '../model.ts'
import { maySettle } from '../policy.ts'
import { listChecked } from '../reads/holds.ts'
import { findReview } from '../reads/reviews.ts'
import type { ReviewWorld } from '../tables.ts'
import { upsertChecks } from '../writes.ts'
import { raiseAltered } from './altered.ts'
import { checkedSince, isWhole } from './read-through.ts'

type World = Ctx<ReviewWorld>

/** One large piece, read to its end without anybody waiting for it. */
export async function readLater(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(maySettle(ctx.actor))
  const { reviewId, evidenceId, accountId } = ReadThrough.parse(body)
  const { review, row, checked } = await ctx.transact(async (tx) => {
    const found = await findReview(tx, ctx.scope, reviewId)
    const attempt = found && (await getAttempt(tx, ctx.scope, found.attemptId))
    const rows = attempt ? await listAttemptEvidence(tx, ctx.scope, attempt.id) : []
    const asked = { evidenceIds: [evidenceId], since: checkedSince(ctx.now()) }
    return {
      review: found,
      row: rows.find(({ id }) => id === evidenceId),
      checked: await listChecked(tx, ctx.scope, asked),
    }
  })
  if (!review || !row?.blobKey) return
  const mark = await ctx.blobs.mark(row.blobKey)
  if (mark !== null && checked.get(evidenceId) === mark) return
  if (mark !== null && (await isWhole(ctx, row.blobKey)))
    await ctx.transact((tx) => upsertChecks(tx, ctx.scope, { found: [{ evidenceId, mark }], at: ctx.now() }))
  else await raiseAltered(ctx, { review, evidenceId, accountId })
}
