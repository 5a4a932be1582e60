import type { Ctx, Db } from '../../platform/ctx.ts'
import type { LogEntry } from '../../platform/log.ts'
import { post } from '../../platform/outbox.ts'
import { cancelReadings } from './actions/end.ts'
import { openReadings } from './actions/open.ts'
import { giveBackTied, tellOfManyDeclared } from './actions/tied.ts'
import { Admitted, SentBack, Tied } from './model.ts'
import type { ReviewWorld } from './tables.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

async function readersOpen(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  const { attemptId, dueAt } = Admitted.parse(entry.body)
  await post(ctx, tx, { kind: 'tellReaders', body: {} })
  await openReadings(ctx, tx, { attemptId, dueAt: new Date(dueAt) })
}

async function cancelWithdrawn(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await cancelReadings(ctx, tx, { submissionId: entry.subjectId, because: 'withdrawn' })
}

/** Only an attempt that readers had has readings to end. */
async function cancelSentBack(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  const { attemptId } = SentBack.parse(entry.body)
  await cancelReadings(ctx, tx, { attemptId, because: 'sent-back' })
}

async function keepApart(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await giveBackTied(ctx, tx, Tied.parse(entry.body))
}

async function keepDeclaredApart(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  const tied = Tied.parse(entry.body)
  await tellOfManyDeclared(ctx, tx, tied.personId)
  await giveBackTied(ctx, tx, tied)
}

export const reactions = {
  'submission.admitted': readersOpen,
  'submission.withdrawn': cancelWithdrawn,
  'submission.sentBack': cancelSentBack,
  'organization.tieRecorded': keepApart,
  'organization.tieDeclared': keepDeclaredApart,
}
