import { insist } from '../../../lib/refusal.ts'
import type { Run } from '../actions/suggestions.ts'
import type { World } from '../actions/world.ts'
import { mayKeep } from '../policy.ts'
import type { Goal } from '../tables.ts'
import { type PlanEntry, planEntries } from './plan.ts'
import { standpointOf } from './snapshot.ts'
import { type Suggestion, suggest } from './suggest.ts'

export interface TodayView {
  readonly now: Date
  readonly timeZone: string
  readonly personId: string
  readonly goals: readonly Goal[]
  /** The first planned thing that has not begun yet. */
  readonly next: PlanEntry | null
  readonly planned: number
  readonly suggestions: readonly Suggestion[]
  readonly run: Run
}

/** Cards of the day, never more: what came back, what is due, the next step, then suggestions. */
export const MOST_CARDS = 3

export async function todayPage(ctx: World): Promise<TodayView> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const standpoint = await standpointOf(ctx, tx)
    const { list, run } = suggest(standpoint)
    const entries = planEntries(standpoint.shelf, standpoint.plan, standpoint.activity)
    const waiting = (state: 'now' | 'next') =>
      entries.find(({ item, card, submissionId }) => item.state === state && card !== null && submissionId === null)
    return {
      now: ctx.now(),
      timeZone: ctx.timeZone,
      personId: ctx.person.personId,
      goals: standpoint.goals.filter(({ status }) => status === 'active'),
      next: waiting('now') ?? waiting('next') ?? null,
      planned: entries.filter(({ item }) => item.state === 'now' || item.state === 'next').length,
      suggestions: list.slice(0, MOST_CARDS),
      run,
    }
  })
}
