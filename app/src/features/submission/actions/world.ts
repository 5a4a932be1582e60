import { insist, insistOpen, NotFound } from '../../../lib/refusal.ts'
import type { CapabilityTables } from '../../../platform/capability.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables, type NewEntry } from '../../../platform/log.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { type Edited, SubmissionEntry } from '../model.ts'
import { mayEdit, mayWork } from '../policy.ts'
import { entriesOf, findOwnSubmission, getSubmissionForUpdate, wasEdited } from '../reads.ts'
import { ENTRY_OF_MOVE, mayMove, type SubmissionMove } from '../rules/moves.ts'
import { afterEntry, type Standing, standingOf } from '../rules/standing.ts'
import type { SubmissionRow, SubmissionTables } from '../tables.ts'
import { type SubmissionChange, updateSubmission } from '../writes.ts'

export type SubmissionWorld = SubmissionTables &
  CatalogTables &
  OrganizationTables &
  AccountTables &
  CapabilityTables &
  LogTables
const TEN_MINUTES = 600_000
export type World = Ctx<SubmissionWorld>
export type Tx = Db<SubmissionWorld>

/** The learner's own work, and the context of the tenant it lies in: own rows are read anywhere and written there. */
export async function ownWork(ctx: World, submissionId: string): Promise<{ there: World; row: SubmissionRow }> {
  const row = await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, submissionId))
  if (!row) throw new NotFound('submission')
  insist(mayWork(ctx.actor, row))
  return { there: ctx.inTenant(row.tenantId), row }
}

/** One change of a draft: the row is held, its state asked again, and the time of the edit kept. */
export async function editOwn<Result>(
  ctx: World,
  submissionId: string,
  change: (tx: Tx, there: World, row: SubmissionRow) => Promise<Result>,
): Promise<Result> {
  const { there } = await ownWork(ctx, submissionId)
  return there.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, there.scope, submissionId)
    insist(mayWork(ctx.actor, row))
    insistOpen(mayEdit(ctx.actor, row))
    await updateSubmission(tx, there.scope, { id: row.id, lastEditAt: ctx.now() })
    return change(tx, there, row)
  })
}

/** One change of what a draft holds, for whoever hears of it; last in its transaction. */
export async function noteEdit(ctx: World, tx: Tx, row: SubmissionRow, of: Edited = 'evidence'): Promise<void> {
  await append(ctx, tx, { type: 'submission.edited', subjectId: row.id, personId: row.learnerId, body: { of } })
}

/** Words are saved while they are typed: one line tells of ten minutes of it. */
export async function noteAnswers(ctx: World, tx: Tx, row: SubmissionRow): Promise<void> {
  const since = new Date(ctx.now().getTime() - TEN_MINUTES)
  if (!(await wasEdited(tx, ctx.scope, { submissionId: row.id, of: 'answers', since })))
    await noteEdit(ctx, tx, row, 'answers')
}

export interface Move {
  readonly move: Exclude<SubmissionMove, 'appeal'>
  readonly body: Readonly<Record<string, string | number | readonly string[]>>
  readonly change?: SubmissionChange
  /** What else the deed did; written before the line of the move, and after every row. */
  readonly lines?: readonly NewEntry[]
}

export async function standing(tx: Tx, ctx: World, submissionId: string): Promise<Standing> {
  return standingOf(await entriesOf(tx, ctx.scope.tenantId, submissionId))
}

/** Last in its transaction: the status is written by the same fold that reads the log, then the lines. */
export async function writeMove(ctx: World, tx: Tx, row: SubmissionRow, deed: Move): Promise<void> {
  const { move, body, change, lines = [] } = deed
  const before = await standing(tx, ctx, row.id)
  insistOpen(mayMove(before.status, move))
  const type = ENTRY_OF_MOVE[move]
  const after = afterEntry(before, SubmissionEntry.parse({ type, at: ctx.now(), body }))
  const { status, attemptNo, closedAt, lastEditAt } = after
  await updateSubmission(tx, ctx.scope, {
    ...change,
    id: row.id,
    status,
    attemptNo,
    closedAt,
    ...(lastEditAt ? { lastEditAt } : {}),
  })
  for (const line of lines) await append(ctx, tx, line)
  await append(ctx, tx, { type, subjectId: row.id, personId: row.learnerId, body })
}
