import { localDateAt } from '../../../lib/dates.ts'
import type { Draft } from '../reads/draft.ts'
import { checkDraft } from '../rules/draft-check.ts'
import type { Finding } from '../rules/finding.ts'
import { storedSizes } from './sizes.ts'
import type { World } from './world.ts'

/** Everything that the ready check says about a draft as it stands. */
export async function findingsOf(ctx: World, draft: Draft): Promise<Finding[]> {
  const { row, version, responses, evidence, consents, arrivals, scope } = draft
  const sizes = await storedSizes(ctx, evidence)
  const today = localDateAt(ctx.now(), ctx.timeZone)
  const bankingLost = scope.lost
  return checkDraft(version.content, { row, responses, evidence, consents, sizes, arrivals, bankingLost, today })
}
