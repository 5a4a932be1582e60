import { type ByFeature, FEATURES, type Snapshot, type SnapshotItem } from '../model.ts'
import { featuresOf } from './features.ts'
import { type Hidden, hiddenBy } from './filter.ts'
import { byFeature, DEFAULT_WEIGHTS } from './weights.ts'

export interface Ranking {
  readonly weights?: ByFeature
  /** Share of the score against likeness to what is chosen already. */
  readonly lambda?: number
  readonly limit?: number
}
export interface Scored {
  readonly id: string
  readonly score: number
  readonly values: ByFeature
  /** Weight × value; they add up to the score. */
  readonly parts: ByFeature
}
export interface Recommendation {
  readonly list: readonly Scored[]
  readonly hidden: readonly Hidden[]
  /** Listed and not listed, hidden ones left out. */
  readonly eligible: number
}

interface Candidate {
  readonly item: SnapshotItem
  readonly score: number
  /** Greatest likeness to the first so many of the chosen. */
  likeness: number
  compared: number
}

/** Part of every run record: the same snapshot and version give the same bytes. */
export const ENGINE_VERSION = '1.0.0'
export const CHOSEN = 5
const LAMBDA = 0.8
const TIE = 1e-12

/** Filters, scores and re-ranks; no clock, no chance, no network, no model. */
export function recommend(
  snapshot: Snapshot,
  { weights = DEFAULT_WEIGHTS, lambda = LAMBDA, limit = CHOSEN }: Ranking = {},
): Recommendation {
  const reasonToHide = hiddenBy(snapshot)
  const featuresFor = featuresOf(snapshot)
  const hidden: Hidden[] = []
  const candidates: Candidate[] = []
  for (const item of snapshot.items) {
    const found = reasonToHide(item)
    if (found) hidden.push(found)
    else candidates.push({ item, score: weigh(featuresFor(item), weights), likeness: 0, compared: 0 })
  }
  const scored = scorer(snapshot, weights)
  const list = chosenOf(candidates, { lambda, limit }).map(scored)
  return { list, hidden: hidden.sort(byId), eligible: candidates.length }
}

/** The score with everything it is made of. */
export function scorer(snapshot: Snapshot, weights: ByFeature): (item: SnapshotItem) => Scored {
  const featuresFor = featuresOf(snapshot)
  return (item) => {
    const values = featuresFor(item)
    const parts = byFeature((feature) => weights[feature] * values[feature])
    return { id: item.id, score: weigh(values, weights), values, parts }
  }
}

function weigh(values: ByFeature, weights: ByFeature): number {
  let sum = 0
  for (const feature of FEATURES) sum += weights[feature] * values[feature]
  return sum
}

/** Jaccard of competency ids. */
export function likenessOf(one: SnapshotItem, other: SnapshotItem): number {
  const left = one.competencies
  const right = other.competencies
  let shared = 0
  for (const { id } of left) if (right.some((each) => each.id === id)) shared += 1
  const union = left.length + right.length - shared
  return union === 0 ? 0 : shared / union
}

function chosenOf(
  candidates: readonly Candidate[],
  { lambda, limit }: { lambda: number; limit: number },
): SnapshotItem[] {
  const chosen: Candidate[] = []
  while (chosen.length < limit) {
    const next = best(candidates, { chosen, lambda })
    if (!next) break
    chosen.push(next)
  }
  return chosen.map((each) => each.item)
}

/** Among those within a hair of the greatest, the smaller id. */
function best(
  candidates: readonly Candidate[],
  { chosen, lambda }: { chosen: readonly Candidate[]; lambda: number },
): Candidate | undefined {
  let greatest = Number.NEGATIVE_INFINITY
  const near: { each: Candidate; worth: number }[] = []
  for (const each of candidates) {
    const most = lambda * each.score
    // Likeness only takes away: who is behind without it is behind with it.
    if (most < greatest - TIE || chosen.includes(each)) continue
    const worth = most - (1 - lambda) * likenessTo(chosen, each)
    if (worth < greatest - TIE) continue
    if (worth > greatest) greatest = worth
    near.push({ each, worth })
  }
  const ties = near.filter((one) => one.worth >= greatest - TIE).map((one) => one.each)
  return ties.reduce<Candidate | undefined>(
    (least, each) => (least && least.item.id < each.item.id ? least : each),
    undefined,
  )
}

function likenessTo(chosen: readonly Candidate[], candidate: Candidate): number {
  for (; candidate.compared < chosen.length; candidate.compared++) {
    const other = chosen[candidate.compared]
    if (other) candidate.likeness = Math.max(candidate.likeness, likenessOf(candidate.item, other.item))
  }
  return candidate.likeness
}

function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : 1
}
