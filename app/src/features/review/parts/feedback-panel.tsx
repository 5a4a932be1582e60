import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { mayReadDecision } from '../policy.ts'
import { listOwnDecisions } from '../reads.ts'
import type { ReviewWorld } from '../tables.ts'
import { type DecisionLetter, decisionLetter } from '../views/decision.ts'
import { LetterCriterion } from './letter-criterion.tsx'

interface Subject {
  readonly submissionId: string
  readonly criteria: readonly string[]
}
interface Loaded {
  readonly letter: DecisionLetter
  readonly criteria: readonly string[]
}

/** Beside the parts that came back: what is missing, the next step and the place, as the last letter says it. */
export async function load(ctx: Ctx<ReviewWorld>, { submissionId, criteria }: Subject): Promise<Loaded | null> {
  if (criteria.length === 0) return null
  const rows = await ctx.transact((tx) => listOwnDecisions(tx, ctx.person, submissionId))
  const newest = rows.find((row) => mayReadDecision(ctx.actor, row).ok)
  return newest ? { letter: await decisionLetter(ctx, submissionId, newest.attemptNo), criteria } : null
}

export function Part({ letter, criteria }: Loaded) {
  const open = letter.decision.criteria.filter(
    ({ criterionId, state }) => state === 'notYet' && criteria.includes(criterionId),
  )
  if (open.length === 0) return null
  return (
    <section class="feedback" aria-labelledby="feedback-title">
      <h2 id="feedback-title">{t('review.feedback.title')}</h2>
      {open.map((criterion) => (
        <LetterCriterion key={criterion.criterionId} criterion={criterion} letter={letter} />
      ))}
    </section>
  )
}
