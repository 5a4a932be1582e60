import type { Snapshot, SnapshotItem } from '../model.ts'
import { type Ranking, recommend, type Scored } from './recommend.ts'

export type Dropped =
  | { readonly kind: 'goal' | 'class_need' | 'pathway'; readonly id: string }
  | { readonly kind: 'context'; readonly tags: readonly string[] }
  | { readonly kind: 'priority' }

export interface Counterfactual {
  readonly dropped: Dropped
  readonly rankBefore: number
  /** Null = no longer on the list. */
  readonly rankAfter: number | null
  /** Targets that existed only because of the goal and went with it. */
  readonly targetsGone: readonly string[]
}

interface Input {
  readonly dropped: Dropped
  readonly part: number
}

/** What the rank would be without the input that gave most: recomputed, never estimated. */
export function counterfactualFor(
  snapshot: Snapshot,
  { scored, rank, ranking }: { scored: Scored; rank: number; ranking: Ranking },
): Counterfactual | null {
  const item = snapshot.items.find((each) => each.id === scored.id)
  const [largest] = item ? inputsOf(snapshot, item, scored).sort((one, other) => other.part - one.part) : []
  if (!largest) return null
  const after = recommend(without(snapshot, item, largest.dropped), ranking).list.findIndex(
    (each) => each.id === scored.id,
  )
  return {
    dropped: largest.dropped,
    rankBefore: rank,
    rankAfter: after === -1 ? null : after + 1,
    targetsGone: targetsGone(snapshot, largest.dropped),
  }
}

/** Inputs that gave something, in the order in which equals are named. */
function inputsOf(snapshot: Snapshot, item: SnapshotItem, { parts }: Scored): Input[] {
  const goal = bestGoal(snapshot, item)
  const pathway = bestPathway(snapshot, item)
  return [
    ...(goal === null ? [] : [{ dropped: { kind: 'goal', id: goal } as const, part: parts.goal }]),
    ...contextInputs(snapshot, item, parts.context),
    ...(pathway === null ? [] : [{ dropped: { kind: 'pathway', id: pathway } as const, part: parts.pathway }]),
    { dropped: { kind: 'priority' } as const, part: parts.priority },
  ].filter((input) => input.part > 0)
}

function bestGoal({ learner }: Snapshot, item: SnapshotItem): string | null {
  const shares = learner.goals.map(({ id, competencies }) => ({ id, share: shareIn(item, competencies) }))
  return firstOfBest(shares)
}

function shareIn({ competencies }: SnapshotItem, goal: readonly string[]): number {
  const given = competencies.some((each) => each.weight !== undefined)
  const mine = competencies.filter((each) => goal.includes(each.id))
  return given ? mine.reduce((sum, each) => sum + (each.weight ?? 0), 0) : mine.length
}

function bestPathway({ learner, pathways }: Snapshot, item: SnapshotItem): string | null {
  const earned = new Set(learner.earned.map((each) => each.id))
  const mine = pathways.filter((pathway) => pathway.items.includes(item.id))
  return firstOfBest(
    mine.map(({ id, items }) => ({ id, share: items.filter((each) => earned.has(each)).length / items.length })),
  )
}

function firstOfBest(list: readonly { id: string; share: number }[]): string | null {
  const [best] = list
    .filter((each) => each.share > 0)
    .sort((one, other) => other.share - one.share || (one.id < other.id ? -1 : 1))
  return best?.id ?? null
}

/** A matching tag belongs to the first class need that names it, else to the context. */
function contextInputs({ learner }: Snapshot, item: SnapshotItem, part: number): Input[] {
  const needs = learner.classNeeds.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const owner = (tag: string) => needs.find((need) => need.tags.includes(tag))?.id ?? null
  const matching = item.tags.filter((tag) => owner(tag) !== null || learner.context.includes(tag))
  const share = (tags: readonly string[]) => (part * tags.length) / Math.max(1, matching.length)
  const plain = matching.filter((tag) => owner(tag) === null)
  return [
    ...needs.map(({ id }) => ({
      dropped: { kind: 'class_need', id } as const,
      part: share(matching.filter((tag) => owner(tag) === id)),
    })),
    { dropped: { kind: 'context', tags: plain.toSorted() } as const, part: share(plain) },
  ]
}

function without(snapshot: Snapshot, item: SnapshotItem | undefined, dropped: Dropped): Snapshot {
  const { learner } = snapshot
  switch (dropped.kind) {
    case 'goal':
      return { ...snapshot, learner: { ...learner, goals: learner.goals.filter((each) => each.id !== dropped.id) } }
    case 'class_need':
      return {
        ...snapshot,
        learner: { ...learner, classNeeds: learner.classNeeds.filter((each) => each.id !== dropped.id) },
      }
    case 'context':
      return {
        ...snapshot,
        learner: { ...learner, context: learner.context.filter((tag) => !dropped.tags.includes(tag)) },
      }
    case 'pathway':
      return { ...snapshot, pathways: snapshot.pathways.filter((each) => each.id !== dropped.id) }
    case 'priority':
      return { ...snapshot, priority: snapshot.priority.filter((id) => id !== item?.id) }
  }
}

/** A role profile stands on its own; without one a target lives and dies with its goals. */
function targetsGone({ learner, targets }: Snapshot, dropped: Dropped): string[] {
  if (dropped.kind !== 'goal' || targets) return []
  const [others, own] = [
    learner.goals.filter((each) => each.id !== dropped.id),
    learner.goals.find((each) => each.id === dropped.id),
  ]
  const kept = new Set(others.flatMap((each) => each.competencies))
  return (own?.competencies ?? []).filter((id) => !kept.has(id)).sort()
}
