import { localDateAt } from '../../../lib/dates.ts'
import { insist } from '../../../lib/refusal.ts'
import { findingsOf } from '../actions/check.ts'
import { ownWork, type World } from '../actions/world.ts'
import { mayWork } from '../policy.ts'
import { type Draft, getDraft } from '../reads/draft.ts'
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
  const findings = await findingsOf(ctx, draft)
  return { draft, findings: shownToLearner(findings), today: localDateAt(now, ctx.timeZone) }
}
