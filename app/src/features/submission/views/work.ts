import { type AchievementVersion, getCurrentVersion } from '../../catalog/reads.ts'
import { getOrganization, setting } from '../../organization/reads.ts'
import { coachSettings } from '../actions/coach.ts'
import type { World } from '../actions/world.ts'
import { mayEdit } from '../policy.ts'
import { coachNeeded, coachOffered } from '../rules/coach-gate.ts'
import { draftExpiresAt, takenUntil, takesIn } from '../rules/draft.ts'
import { mayFollow } from '../rules/newer.ts'
import { openDraft } from './open-draft.ts'
import { nextStep, type Step, stepsOf } from './steps.ts'

export interface WorkHead {
  readonly id: string
  readonly title: string
  readonly code: string
  readonly slug: string
  readonly version: string
  /** Language of its author, and of its readers. */
  readonly language: string
  /** Language of its title, competency and first step. */
  readonly wordsIn: string
  /** Language of everything else that it says. */
  readonly shownIn: string
  readonly editable: boolean
  readonly returned: boolean
}
export interface WorkOverview extends WorkHead {
  readonly summary: string
  readonly issuer: string
  readonly steps: readonly Step[]
  readonly next: Step | null
  readonly blocks: number
  /** Criteria of the decision before, by their words. */
  readonly kept: readonly string[]
  readonly again: readonly string[]
  /** Ids of the criteria that came back. */
  readonly back: readonly string[]
  readonly coach: 'needed' | 'offered' | null
  readonly lastEditAt: Date
  readonly expiresAt: Date
  /** An addition or a correction that this draft may follow. */
  readonly newer: { readonly id: string; readonly version: string; readonly from: string } | null
  /** The version was retired: until when it takes this work, and whether that is over. */
  readonly retired: { readonly until: Date; readonly over: boolean } | null
  readonly minutes: number
  readonly firstStep: string | null
  readonly tenantId: string
  readonly zone: string
}

type Opened = Awaited<ReturnType<typeof openDraft>>

/** What its page is about, in words that its reader knows. */
export function namedBy(row: { readonly id: string }, version: AchievementVersion) {
  const { title, code, slug, language, wordsIn, shownIn } = version
  return { id: row.id, title, code, slug, version: version.version, language, wordsIn, shownIn }
}

export function headOf(ctx: World, { draft: { row, version } }: Opened): WorkHead {
  return { ...namedBy(row, version), editable: mayEdit(ctx.actor, row).ok, returned: row.status === 'returned' }
}

/** The work at a glance: its parts, what is missing, and the one thing to do next. */
export async function workOverview(ctx: World, submissionId: string): Promise<WorkOverview> {
  const opened = await openDraft(ctx, submissionId)
  const { draft, findings } = opened
  const { row, version, standing, scope } = draft
  const there = ctx.inTenant(row.tenantId)
  const [issuer, draftDays, coaching] = await there.transact(async (tx) => [
    (await getOrganization(tx, row.tenantId)).name,
    await setting(tx, there.scope, 'review.draftDays'),
    await coachSettings(tx, there),
  ])
  const steps = stepsOf(draft, findings)
  const titles = new Map(version.shown.rubric.criteria.map(({ id, title }) => [id, title]))
  const named = (ids: readonly string[]) => ids.map((id) => titles.get(id) ?? id)
  const decided = standing.returnedAt.length > 0
  return {
    ...headOf(ctx, opened),
    summary: version.competency,
    issuer,
    steps,
    next: nextStep(steps),
    blocks: findings.filter(({ severity }) => severity === 'block').length,
    kept: decided ? named(scope.banked.map(({ criterionId }) => criterionId)) : [],
    again: decided ? named(scope.open.map(({ criterionId }) => criterionId)) : [],
    back: draft.cameBack.map(({ criterionId }) => criterionId),
    coach: coachNeeded(standing, coaching) ? 'needed' : coachOffered(standing, coaching) ? 'offered' : null,
    lastEditAt: row.lastEditAt,
    expiresAt: draftExpiresAt({ lastEditAt: row.lastEditAt, retiredAt: version.retiredAt, draftDays }),
    newer: await newerThan(ctx, draft),
    retired: retiredOf(version, ctx.now()),
    minutes: version.content.effort.evidenceMinutes,
    firstStep: version.firstStep,
    tenantId: row.tenantId,
    zone: ctx.timeZone,
  }
}

/** What a retirement leaves of the time. */
export function retiredOf(version: { retiredAt: Date | null }, now: Date): WorkOverview['retired'] {
  if (version.retiredAt === null) return null
  return { until: takenUntil(version.retiredAt), over: !takesIn(version, now) }
}

/** Only a draft that nobody has read follows: what was judged keeps the text it was judged by. */
async function newerThan(ctx: World, { row, version }: Opened['draft']): Promise<WorkOverview['newer']> {
  if (row.status !== 'draft' || row.attemptNo > 0 || version.version === version.currentVersion) return null
  const current = await ctx.transact((tx) => getCurrentVersion(tx, row.achievementId))
  return mayFollow(version, current) ? { id: current.id, version: current.version, from: version.version } : null
}
