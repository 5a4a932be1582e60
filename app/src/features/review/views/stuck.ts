import type { Ctx, Db } from '../../../platform/ctx.ts'
import { getCalendar } from '../../organization/reads.ts'
import { mayLiftFor } from '../policy.ts'
import { listRetriesWaiting } from '../reads/lifts.ts'
import { hadTime, mayLift } from '../rules/lift.ts'
import type { ReviewWorld } from '../tables.ts'
import { aliasOf } from './alias.ts'

export interface StuckAttempt {
  readonly attemptId: string
  readonly alias: string
  readonly title: string
  readonly openedAt: Date
  readonly dueAt: Date
}

/** Attempts nobody may read because everybody who could has read an earlier one; the oldest due first. */
export async function stuckAttempts(ctx: Ctx<ReviewWorld>, tx: Db<ReviewWorld>): Promise<StuckAttempt[]> {
  const time = { calendar: await getCalendar(tx, ctx.scope), now: ctx.now() }
  const among = ({ openedAt }: { openedAt: Date }) => hadTime(openedAt, time)
  const found = new Map<string, StuckAttempt>()
  for (const lane of ['readings', 'rulings'] as const)
    for (const waiting of await listRetriesWaiting(tx, ctx.scope, { lane, now: time.now, among })) {
      if (!mayLift(waiting, time).ok || !mayLiftFor(ctx.actor, waiting).ok) continue
      const { attemptId, title, openedAt, dueAt } = waiting
      found.set(attemptId, { attemptId, title, openedAt, dueAt, alias: aliasOf(ctx, attemptId, ctx.actor.id) })
    }
  return [...found.values()]
}
