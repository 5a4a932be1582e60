import { localDateAt } from '../../../lib/dates.ts'
import { insist } from '../../../lib/refusal.ts'
import { storedSizes } from '../actions/sizes.ts'
import { ownWork, type World } from '../actions/world.ts'
import { mayWork } from '../policy.ts'
import { type Draft, getDraft } from '../reads/draft.ts'
import { checkDraft } from '../rules/draft-check.ts'
import { type Finding, shownToLearner } from '../rules/finding.ts'

export interface OpenDraft {
  readonly draft: Draft
  readonly findings: readonly Finding[]
  readonly today: string
}

/** One's own work as it stands, with everything that the ready check says about it. */
export async function openDraft(ctx: World, submissionId: string): Promise<OpenDraft> {
  const { there, row } = await ownWork(ctx, submissionId)
  insist(mayWork(ctx.actor, row))
  const now = ctx.now()
  const mine = { scope: there.scope, person: there.person, now, language: ctx.locale }
  const draft = await there.transact((tx) => getDraft(tx, mine, row))
  const sizes = await storedSizes(ctx, draft.evidence)
  const today = localDateAt(now, ctx.timeZone)
  const { responses, evidence, consents, arrivals, version, scope } = draft
  const findings = checkDraft(version.content, {
    row,
    responses,
    evidence,
    consents,
    sizes,
    arrivals,
    bankingLost: scope.lost,
    today,
  })
  return { draft, findings: shownToLearner(findings), today }
}
