import { Invalid } from '../../../lib/refusal.ts'
import { sqlState } from '../../../platform/db.ts'
import type { DismissalReason, Sliders } from '../model.ts'
import { findLastRun, findPreference } from '../reads/own.ts'
import { ENGINE_VERSION } from '../rules/recommend.ts'
import { weightsFrom } from '../rules/weights.ts'
import type { SuggestionRun } from '../tables.ts'
import { deleteDismissal, insertRun, upsertDismissal, upsertPreference } from '../writes/own.ts'
import { change, publicEntry, type World } from './world.ts'

export interface NotForMe {
  readonly achievementId: string
  readonly reason: DismissalReason
  /** Where it is too long: hide everything that takes more hours than this. */
  readonly overHours?: number | null
}

/** Hides one item, and with it, where asked, what is longer than wanted. Nothing else shifts. */
export async function dismiss(ctx: World, { achievementId, reason, overHours }: NotForMe): Promise<void> {
  await change(ctx, async (tx) => {
    await publicEntry(tx, achievementId)
    await upsertDismissal(tx, ctx.person, { achievementId, reason, at: ctx.now() })
    if (reason !== 'too_long' || !overHours) return
    const { sliders } = await findPreference(tx, ctx.person)
    await upsertPreference(tx, ctx.person, { sliders, hideOverHours: overHours })
  })
}

export async function restore(ctx: World, achievementId: string): Promise<void> {
  await change(ctx, (tx) => deleteDismissal(tx, ctx.person, achievementId))
}

/** Long ones are shown again. */
export async function showLong(ctx: World): Promise<void> {
  await change(ctx, async (tx) => {
    const { sliders } = await findPreference(tx, ctx.person)
    await upsertPreference(tx, ctx.person, { sliders, hideOverHours: null })
  })
}

/** A slider left out stands at 1. */
export async function weigh(ctx: World, sliders: Sliders): Promise<void> {
  const weights = weightsFrom(sliders)
  if (!weights.ok) throw new Invalid(weights.because)
  await change(ctx, async (tx) => {
    const { hideOverHours } = await findPreference(tx, ctx.person)
    await upsertPreference(tx, ctx.person, { sliders, hideOverHours })
  })
}

const DISK_FULL = '53100'

export type Run = Pick<SuggestionRun, 'weights' | 'snapshotHash' | 'list'>

/** What was suggested, from what, by which weights. A list that did not change is one record, however often it is looked at. */
export async function keepRun(ctx: World, run: Run): Promise<void> {
  try {
    await writeRun(ctx, run)
  } catch (error) {
    // On a full disk the page is read all the same; whoever saves something hears of it.
    if (sqlState(error) !== DISK_FULL) throw error
  }
}

async function writeRun(ctx: World, run: Run): Promise<void> {
  await change(ctx, async (tx) => {
    const last = await findLastRun(tx, ctx.person)
    if (last && isSame(last, run)) return
    await insertRun(tx, ctx.person, {
      id: ctx.newId(),
      at: ctx.now(),
      engineVersion: ENGINE_VERSION,
      weights: JSON.stringify(run.weights),
      snapshotHash: run.snapshotHash,
      list: JSON.stringify(run.list),
      keptSince: runsSince(ctx.now()),
    })
  })
}

function isSame(last: SuggestionRun, run: Run): boolean {
  const parts = ({ weights, snapshotHash }: Run) => [snapshotHash, ...Object.entries(weights).sort().flat()].join()
  return last.engineVersion === ENGINE_VERSION && parts(last) === parts(run)
}

/** Thirteen months: a school year with the weeks around it. */
export function runsSince(now: Date): Date {
  const since = new Date(now)
  since.setUTCMonth(since.getUTCMonth() - 13)
  return since
}
