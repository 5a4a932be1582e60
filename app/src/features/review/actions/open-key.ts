import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { findScoringKey } from '../../catalog/reads/scoring.ts'
import { mayKeepKey } from '../policy.ts'
import { isScoringCandidate } from '../reads/practice.ts'
import { isScoringNow } from '../reads/scoring-panels.ts'
import { codeOfSet } from '../rules/practice.ts'
import type { ReviewWorld } from '../tables.ts'
import { insertOpening } from '../writes/practice.ts'

/** A set keeper opens the levels; that stays written down, once for each person. */
export async function openKey(ctx: Ctx<ReviewWorld>, set: string): Promise<void> {
  const setCode = codeOfSet(set)
  await ctx.transact(async (tx) => {
    const isScoring = await isScoringNow(tx, ctx.scope, { code: setCode, personId: ctx.actor.id })
    insist(mayKeepKey(ctx.actor, { isCandidate: await isScoringCandidate(tx, ctx.person), isScoring }))
    if (!(await findScoringKey(tx, setCode))) throw new NotFound('scoringSet')
    const id = ctx.newId()
    const opening = { id, setCode, personId: ctx.actor.id, openedAt: ctx.now() }
    if (!(await insertOpening(tx, ctx.scope, opening))) return
    await append(ctx, tx, { type: 'review.scoringKeyOpened', subjectId: id, body: { set: setCode } })
  })
}
