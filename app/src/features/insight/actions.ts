import { insist } from '../../lib/refusal.ts'
import type { Ctx, Db } from '../../platform/ctx.ts'
import { OWN_FRAMEWORK } from '../catalog/model.ts'
import { getVersion } from '../catalog/reads.ts'
import type { CatalogTables } from '../catalog/tables.ts'
import type { CredentialTables } from '../credential/tables.ts'
import { getMembership } from '../organization/reads.ts'
import type { OrganizationTables } from '../organization/tables.ts'
import { getSubmission } from '../submission/reads.ts'
import type { SubmissionTables } from '../submission/tables.ts'
import { mayNote } from './policy.ts'
import { listProgress } from './reads.ts'
import { completed, daysOf, keysOf, type Measure, type Progress, wholeDays } from './rules.ts'
import type { InsightTables } from './tables.ts'
import { addDays, lockPerson, recount, upsertProgress } from './writes.ts'

export type InsightWorld = InsightTables & SubmissionTables & CredentialTables & CatalogTables & OrganizationTables
type World = Ctx<InsightWorld>
type Tx = Db<InsightWorld>
type Reached = Partial<Pick<Progress, 'collectingAt' | 'submittedAt' | 'decidedAt' | 'earnedAt'>>

export interface News {
  readonly submissionId: string
  readonly learnerId: string
  /** What the news changes, given how far the portfolio had come. */
  readonly change: (before: Progress) => Reached
}

/** One portfolio came further, or back: its row, its days, and what its educator is counted in. */
export async function note(ctx: World, tx: Tx, { submissionId, learnerId, change }: News): Promise<void> {
  insist(mayNote(ctx.actor))
  const counted = await lockPerson(tx, ctx.scope, learnerId)
  const portfolios = await listProgress(tx, ctx.scope, learnerId)
  const submission = await getSubmission(tx, ctx.scope, submissionId)
  const known = portfolios.find((each) => each.submissionId === submissionId)
  const before = known ?? (await begun(tx, submission))
  const now = completed({ ...before, ...change(before) })
  await upsertProgress(tx, ctx.scope, { ...now, submissionId, learnerId })
  await moveDays(ctx, tx, { before: known ? daysOf(before) : {}, now: daysOf(now) })
  const unitId = (await getMembership(tx, ctx.scope, learnerId))?.unitId ?? submission.unitId
  const others = portfolios.filter((each) => each.submissionId !== submissionId)
  await recount(tx, ctx.scope, { learnerId, before: counted, now: keysOf([...others, now], unitId) })
}

/** A portfolio that is heard of for the first time. */
async function begun(tx: Tx, submission: { achievementVersionId: string; startedAt: Date }): Promise<Progress> {
  const { content } = await getVersion(tx, submission.achievementVersionId)
  const domains = content.alignments
    .filter(({ frameworkId }) => frameworkId === OWN_FRAMEWORK)
    .map(({ itemId }) => itemId.split('.')[0] ?? itemId)
  const nothing = { collectingAt: null, submittedAt: null, decidedAt: null, earnedAt: null }
  return { domains: [...new Set(domains)].sort(), startedAt: submission.startedAt, ...nothing }
}

type Days = Partial<Record<Measure, number>>

async function moveDays(ctx: World, tx: Tx, { before, now }: { before: Days; now: Days }): Promise<void> {
  for (const measure of ['toEarned', 'toSubmit'] as const) {
    const [was, is] = [before[measure], now[measure]]
    if (was === is) continue
    if (was !== undefined) await addDays(tx, ctx.scope, { measure, days: was, by: -1 })
    if (is !== undefined) await addDays(tx, ctx.scope, { measure, days: is, by: 1 })
  }
}

/** Each decision counts by itself: what a returned educator waits for the second time is waiting too. */
export async function noteDecision(
  ctx: World,
  tx: Tx,
  { submittedAt, decidedAt }: { submittedAt: Date; decidedAt: Date },
): Promise<void> {
  insist(mayNote(ctx.actor))
  await addDays(tx, ctx.scope, { measure: 'toDecision', days: wholeDays(submittedAt, decidedAt), by: 1 })
}
