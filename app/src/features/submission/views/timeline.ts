import { insist } from '../../../lib/refusal.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getOrganization } from '../../organization/reads.ts'
import { ownWork, type World } from '../actions/world.ts'
import type { Moved, SubmissionEntry, SubmissionStatus } from '../model.ts'
import { mayEdit, mayWork } from '../policy.ts'
import { entriesOf, listAttempts, listTakenBack } from '../reads.ts'
import { movesFrom } from '../rules/moves.ts'
import { unsentUntil } from '../rules/retention.ts'
import { standingOf } from '../rules/standing.ts'
import { mayUndo } from '../rules/undo.ts'
import { namedBy, retiredOf, type WorkHead, type WorkOverview } from './work.ts'

export interface TimelineView extends WorkHead {
  readonly status: SubmissionStatus
  /** It was earned, and the credential was taken back later. */
  readonly takenBack: boolean
  readonly issuer: string
  readonly tenantId: string
  readonly personId: string
  readonly attemptNo: number
  readonly submittedAt: Date | null
  readonly admittedAt: Date | null
  readonly dueAt: Date | null
  /** Why it is expected later than it was promised. */
  readonly moved: Moved | null
  readonly late: boolean
  readonly returnedAt: Date | null
  readonly closedAt: Date | null
  /** It closed by itself. */
  readonly expired: boolean
  /** Until when what was never sent in can be taken out; null when that is over. */
  readonly keptUntil: Date | null
  readonly retired: WorkOverview['retired']
  /** Until when it can be taken back; null when that is over. */
  readonly undoUntil: Date | null
  readonly mayWithdraw: boolean
  /** Codes of what sent the last attempt back, when nothing was sent since. */
  readonly sentBack: readonly string[]
  readonly zone: string
}

/** Where a Submission stands, what comes next and when. */
export async function timelineOf(ctx: World, submissionId: string): Promise<TimelineView> {
  const { there, row } = await ownWork(ctx, submissionId)
  insist(mayWork(ctx.actor, row))
  const { version, issuer, entries, attempts, takenBack } = await there.transact(async (tx) => ({
    version: await getVersion(tx, row.achievementVersionId, ctx.locale),
    issuer: (await getOrganization(tx, row.tenantId)).name,
    entries: await entriesOf(tx, row.tenantId, row.id),
    takenBack: (await listTakenBack(tx, ctx.person)).has(row.id),
    attempts: await listAttempts(tx, there.scope, row.id),
  }))
  const standing = standingOf(entries)
  const now = ctx.now()
  const { submittedAt, admittedAt, moved, closedAt, status } = standing
  const dueAt = moved?.expectedAt ?? standing.dueAt
  const undo = mayUndo(standing, { undoUntil: row.undoUntil, now }).ok ? row.undoUntil : null
  const last = entries.findLast(({ type }) => type === 'submission.sentBack' || type === 'submission.submitted')
  return {
    ...{ ...namedBy(row, version), personId: ctx.person.personId },
    editable: mayEdit(ctx.actor, row).ok,
    returned: status === 'returned',
    ...{ status, takenBack, issuer, tenantId: row.tenantId, submittedAt, admittedAt, dueAt, closedAt },
    attemptNo: attempts.filter((attempt) => !attempt.undoneAt && !attempt.sentBackAt).length,
    moved: moved?.because ?? null,
    late: status === 'inReview' && (moved?.because === 'late' || (dueAt !== null && now > dueAt)),
    returnedAt: standing.returnedAt.at(-1) ?? null,
    ...expiry(entries, { closedAt, now }),
    retired: closedAt === null ? retiredOf(version, now) : null,
    undoUntil: undo,
    mayWithdraw: (movesFrom(status) as readonly string[]).includes('withdraw'),
    sentBack: last?.type === 'submission.sentBack' ? last.body.codes : [],
    zone: ctx.timeZone,
  }
}

function expiry(
  entries: readonly SubmissionEntry[],
  { closedAt, now }: { closedAt: Date | null; now: Date },
): Pick<TimelineView, 'expired' | 'keptUntil'> {
  const expired = entries.some(({ type, body }) => type === 'submission.withdrawn' && body.reason === 'expired')
  const until = expired && closedAt ? unsentUntil(closedAt) : null
  return { expired, keptUntil: until && until > now ? until : null }
}
