import { insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { findPractice } from '../../submission/reads/practice.ts'
import { getAttempt } from '../../submission/reads.ts'
import { practiceCase, practiceLabel, type ShownStudent, shownStudents } from '../../submission/rules/practice-case.ts'
import { mayOpenEvidence, maySee } from '../policy.ts'
import { findReview } from '../reads/reviews.ts'
import type { ReviewWorld } from '../tables.ts'
import { aliasOf } from './alias.ts'

export interface ReaderPractice {
  readonly reviewId: string
  readonly alias: string
  /** The desk it belongs to. */
  readonly desk: string
  readonly students: readonly ShownStudent[]
  readonly later: boolean
}

/** The tables that the learner had, for whoever has the work on the desk now; nothing in them is of a person. */
export async function readerPractice(ctx: Ctx<ReviewWorld>, reviewId: string): Promise<ReaderPractice> {
  const review = await ctx.transact((tx) => findReview(tx, ctx.scope, reviewId))
  const running = review?.status === 'leased' && review.leaseUntil !== null && ctx.now() < review.leaseUntil
  if (!review || !running || !maySee(ctx.actor, review).ok) throw new NotFound('review')
  insist(mayOpenEvidence(ctx.actor, review))
  const { attempt, practice } = await ctx.transact(async (tx) => {
    const attempt = await getAttempt(tx, ctx.scope, review.attemptId)
    return { attempt, practice: await findPractice(tx, ctx.scope, attempt) }
  })
  if (!practice) throw new NotFound('practice case')
  const later = practice.laterAt !== null
  const made = practiceCase(ctx.keys.mac(practiceLabel(ctx.scope.tenantId), attempt.submissionId))
  return {
    reviewId,
    alias: aliasOf(ctx, attempt.id, ctx.actor.id),
    desk: `/assess/${review.purpose === 'adjudication' ? 'adjudicate' : 'read'}/${reviewId}`,
    students: shownStudents(made, { later }),
    later,
  }
}
