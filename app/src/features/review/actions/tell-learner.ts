import type { Ctx, Db } from '../../../platform/ctx.ts'
import { postMail } from '../../../platform/mail.ts'
import { findPerson } from '../../account/reads.ts'
import { getVersion } from '../../catalog/reads.ts'
import type { Attempt } from '../../submission/reads.ts'
import type { Decision } from '../model.ts'
import type { ReviewWorld } from '../tables.ts'

/** The outcome and where the letter is; no comment ever travels by mail. */
export async function tellLearner(
  ctx: Ctx<ReviewWorld>,
  tx: Db<ReviewWorld>,
  { decision, attempt, learnerId }: { decision: Decision; attempt: Attempt; learnerId: string },
): Promise<void> {
  const person = await findPerson(tx, learnerId)
  if (!person) return
  const { title } = await getVersion(tx, attempt.manifest.achievementVersionId, person.locale)
  const met = decision.criteria.filter(({ state }) => state === 'met').length
  await postMail(ctx, tx, {
    toPerson: learnerId,
    template: `review.decided.${decision.result}`,
    values: { title, met, of: decision.criteria.length },
    path: `/me/work/${attempt.submissionId}/decision/${attempt.attemptNo}`,
    locale: person.locale,
  })
}
