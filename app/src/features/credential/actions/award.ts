import type { Ctx, Db } from '../../../platform/ctx.ts'
import { isPersonErased } from '../../account/reads.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getDecision } from '../../review/reads.ts'
import type { ReviewDecided } from '../model.ts'
import { findEdition } from '../reads.ts'
import { credentialDraft } from '../rules/draft.ts'
import { gatherFacts } from './gather.ts'
import { reserve } from './reserve.ts'
import type { AwardWorld } from './world.ts'

/** An earned decision becomes an award, once per submission and edition. */
export async function reserveAward(
  ctx: Ctx<AwardWorld>,
  tx: Db<AwardWorld>,
  decided: ReviewDecided,
): Promise<string | null> {
  if (decided.result !== 'earned') return null
  const decision = await getDecision(tx, ctx.scope, decided.decisionId)
  // Nobody is left whose award it would be: a letter that was given up may be tried again long after.
  if (await isPersonErased(tx, decision.learnerId)) return null
  const { learnerId, submissionId, achievementVersionId, provisional } = decision
  const known = await findEdition(tx, ctx.scope, { submissionId, edition: 1 })
  if (known) return known.id
  const version = await getVersion(tx, achievementVersionId)
  return reserve(ctx, tx, {
    ...{ learnerId, provisional },
    basis: { submissionId, decisionId: decision.id, achievementId: version.achievementId, achievementVersionId },
    draft: async (slot) => {
      const facts = await gatherFacts(ctx, tx, { ...slot, decision, version })
      return { draft: credentialDraft(facts), awardedAt: facts.awardedAt, validUntil: facts.validUntil }
    },
  })
}
