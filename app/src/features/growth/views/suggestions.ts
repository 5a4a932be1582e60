import { insist } from '../../../lib/refusal.ts'
import type { Run } from '../actions/suggestions.ts'
import { runsSince } from '../actions/suggestions.ts'
import type { World } from '../actions/world.ts'
import type { ByFeature, DismissalReason, Sliders } from '../model.ts'
import { mayKeep } from '../policy.ts'
import { listRuns } from '../reads/own.ts'
import { roundedParts, whyNot } from '../rules/explain.ts'
import type { Hidden, HiddenReason } from '../rules/filter.ts'
import type { SuggestionRun } from '../tables.ts'
import { type Standpoint, standpointOf } from './snapshot.ts'
import { type Suggested, type Suggestion, suggest } from './suggest.ts'

/** The reasons of the rules; two of them say more here. */
export type HiddenKind = HiddenReason | 'in-plan' | 'too-long'
export interface Named {
  readonly title: string
  readonly slug: string
}
export interface HiddenItem extends Named {
  readonly id: string
  readonly kind: HiddenKind
  readonly needs: readonly Named[]
  readonly dismissed: DismissalReason | null
}

export interface Compared extends Named {
  readonly points: ByFeature
  readonly total: number
}
export type WhyNotAnswer =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'listed'; readonly item: Named; readonly rank: number }
  | { readonly kind: 'hidden'; readonly item: HiddenItem }
  | { readonly kind: 'behind'; readonly item: Compared; readonly third: Compared | null }

export interface SuggestionsView {
  readonly list: readonly Suggestion[]
  /** Goals that nothing in the catalogue works on yet. */
  readonly uncovered: readonly string[]
  readonly hasGoals: boolean
  readonly hidden: readonly HiddenItem[]
  readonly size: number
  /** Neither hidden nor among the first five. */
  readonly further: number
  readonly sliders: Sliders
  readonly hideOverHours: number | null
  readonly asked: { readonly text: string; readonly answer: WhyNotAnswer } | null
  readonly run: Run
}

/** The longer list, with everything that decides about it. */
export async function suggestionsPage(ctx: World, why: string): Promise<SuggestionsView> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const standpoint = await standpointOf(ctx, tx)
    const suggested = suggest(standpoint)
    const { recommendation, list, run } = suggested
    return {
      list,
      run,
      uncovered: uncoveredGoals(standpoint),
      hasGoals: standpoint.snapshot.learner.goals.length > 0,
      hidden: hiddenItems(standpoint, recommendation.hidden),
      size: standpoint.items.length,
      further: recommendation.eligible - recommendation.list.length,
      sliders: standpoint.preference.sliders,
      hideOverHours: standpoint.preference.hideOverHours,
      asked: why === '' ? null : { text: why, answer: answerTo(why, standpoint, suggested) },
    }
  })
}

/** The records of thirteen months, for whom they are about. */
export async function ownRuns(ctx: World): Promise<SuggestionRun[]> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact((tx) => listRuns(tx, ctx.person, runsSince(ctx.now())))
}

export function uncoveredGoals({ snapshot, goals }: Standpoint): string[] {
  const covered = new Set(
    snapshot.items.filter((item) => item.published).flatMap((item) => item.competencies.map(({ id }) => id)),
  )
  return goals
    .filter(({ status, competencies }) => status === 'active' && !competencies.some((id) => covered.has(id)))
    .map(({ text }) => text)
}

function hiddenItems(standpoint: Standpoint, hidden: readonly Hidden[]): HiddenItem[] {
  const named = new Map(standpoint.items.map(({ id, title, slug }) => [id, { title, slug }]))
  const reasons = new Map(standpoint.dismissals.map(({ achievementId, reason }) => [achievementId, reason]))
  const begun = new Set(standpoint.activity.map(({ achievementId }) => achievementId))
  return hidden
    .map(({ id, reason, needs }) => {
      const dismissed = reasons.get(id) ?? null
      return {
        id,
        ...(named.get(id) ?? { title: id, slug: '' }),
        kind: kindOf(reason, { dismissed, begun: begun.has(id) }),
        needs: needs.flatMap((need) => named.get(need) ?? []),
        dismissed,
      }
    })
    .sort((one, other) => (one.title < other.title ? -1 : 1))
}

function kindOf(
  reason: HiddenReason,
  { dismissed, begun }: { dismissed: DismissalReason | null; begun: boolean },
): HiddenKind {
  if (reason === 'in-progress' && !begun) return 'in-plan'
  return reason === 'not-for-me' && dismissed === null ? 'too-long' : reason
}

/** Any item may be asked about, by its code or words of its title. */
function answerTo(text: string, standpoint: Standpoint, { list, recommendation, weights }: Suggested): WhyNotAnswer {
  const item = findItem(standpoint, text)
  if (!item) return { kind: 'unknown' }
  const rank = list.findIndex(({ id }) => id === item.id) + 1
  if (rank > 0) return { kind: 'listed', item, rank }
  const answer = whyNot(standpoint.snapshot, item.id, { weights })
  if (answer?.kind === 'behind')
    return {
      kind: 'behind',
      item: compared(item, answer.scored),
      third:
        answer.third &&
        compared(
          standpoint.items.find(({ id }) => id === answer.third?.id),
          answer.third,
        ),
    }
  const [hidden] = hiddenItems(
    standpoint,
    recommendation.hidden.filter(({ id }) => id === item.id),
  )
  return hidden ? { kind: 'hidden', item: hidden } : { kind: 'unknown' }
}

function findItem({ items }: Standpoint, text: string) {
  const wanted = text.trim().toLowerCase()
  return (
    items.find(({ code, slug, title }) => [code, slug, title].some((each) => each.toLowerCase() === wanted)) ??
    items.find(({ title }) => title.toLowerCase().includes(wanted))
  )
}

function compared(item: Named | undefined, { parts, score }: { parts: ByFeature; score: number }): Compared {
  const { title = '', slug = '' } = item ?? {}
  return { title, slug, points: roundedParts(parts), total: Math.round(score * 100) / 100 }
}
