import { wilsonInterval } from '../../../lib/stats.ts'
import type { ByFeature, Snapshot, SnapshotItem } from '../model.ts'
import { targetOf } from './level.ts'

type Aligned = SnapshotItem['competencies']

const LEVELS = 4
const FEWEST_PEERS = 5
const OLD_AFTER_MONTHS = 36

/** Features of an item, each in 0..1; what does not depend on the item is worked out once. */
export function featuresOf(snapshot: Snapshot): (item: SnapshotItem) => ByFeature {
  const { learner } = snapshot
  const goals = learner.goals.map((goal) => new Set(goal.competencies))
  const context = new Set([...learner.context, ...learner.classNeeds.flatMap((need) => need.tags)])
  const priority = new Set(snapshot.priority)
  const pathway = pathwayShares(snapshot)
  const gap = new Map<string, number>()
  function gapOf(id: string): number {
    const known = gap.get(id)
    if (known !== undefined) return known
    const found = clamp01((targetOf(snapshot, id) - (learner.levels[id] ?? 0)) / LEVELS)
    gap.set(id, found)
    return found
  }
  return (item) => {
    const competencies = inOrder(item.competencies)
    return {
      goal: goals.reduce(
        (most, goal) =>
          Math.max(
            most,
            sumOf(competencies, (id) => (goal.has(id) ? 1 : 0)),
          ),
        0,
      ),
      gap: sumOf(competencies, gapOf),
      context: shareOf(item.tags, context),
      pathway: pathway.get(item.id) ?? 0,
      peers: peersOf(snapshot.peers[item.id]),
      priority: priority.has(item.id) ? 1 : 0,
      freshness: clamp01(1 - (snapshot.ageMonths[item.id] ?? OLD_AFTER_MONTHS) / OLD_AFTER_MONTHS),
    }
  }
}

/** An author who gives no weight at all gives equal ones. */
function sumOf(competencies: Aligned, numberFor: (id: string) => number): number {
  const equal = competencies.some((each) => each.weight !== undefined) ? 0 : 1 / competencies.length
  let sum = 0
  for (const { id, weight } of competencies) sum += (weight ?? equal) * numberFor(id)
  return sum
}

/** By id: the order of adding can show in the last digit. What comes in order is not sorted again. */
function inOrder(competencies: Aligned): Aligned {
  for (let at = 1; at < competencies.length; at++) {
    const [before, here] = [competencies[at - 1], competencies[at]]
    if (before && here && before.id > here.id) return competencies.toSorted(byId)
  }
  return competencies
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1
}

function shareOf(tags: readonly string[], context: ReadonlySet<string>): number {
  return tags.length === 0 ? 0 : tags.filter((tag) => context.has(tag)).length / tags.length
}

/** Of each item, the best share earned of a pathway it belongs to and the learner has begun. */
function pathwayShares({ learner, pathways }: Snapshot): Map<string, number> {
  const earned = new Set(learner.earned.map((each) => each.id))
  const shares = new Map<string, number>()
  for (const { items } of pathways) {
    const share = items.filter((id) => earned.has(id)).length / Math.max(1, items.length)
    for (const id of items) shares.set(id, Math.max(shares.get(id) ?? 0, share))
  }
  return shares
}

function peersOf(peers: Snapshot['peers'][string] | undefined): number {
  if (!peers || peers.started < FEWEST_PEERS) return 0
  return wilsonInterval(peers.earned, peers.started)?.lower ?? 0
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value))
}
