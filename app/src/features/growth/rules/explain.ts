import { type ByFeature, FEATURES, type Feature, type Snapshot } from '../model.ts'
import { type Counterfactual, counterfactualFor } from './counterfactual.ts'
import { type Hidden, hiddenBy } from './filter.ts'
import { likenessOf, type Ranking, recommend, type Scored, scorer } from './recommend.ts'
import { byFeature, DEFAULT_WEIGHTS } from './weights.ts'

export interface Explanation {
  readonly id: string
  /** The one or two largest parts, largest first: what the sentence is made of. */
  readonly top: readonly Feature[]
  readonly rows: readonly {
    readonly feature: Feature
    readonly value: number
    readonly weight: number
    readonly points: number
  }[]
  /** The score as shown; the points add up to it. */
  readonly total: number
  /** Set where likeness to an item chosen before let others pass. */
  readonly movedDownCloseTo: string | null
  readonly counterfactual: Counterfactual | null
}

/** Why an item is on the list; null when it is not. */
export function explain(snapshot: Snapshot, id: string, ranking: Ranking = {}): Explanation | null {
  const { list } = recommend(snapshot, ranking)
  const rank = list.findIndex((each) => each.id === id)
  const scored = list[rank]
  if (!scored) return null
  const weights = ranking.weights ?? DEFAULT_WEIGHTS
  const points = roundedParts(scored.parts)
  return {
    id,
    top: largestParts(scored.parts).slice(0, 2),
    rows: FEATURES.map((feature) => ({
      feature,
      value: scored.values[feature],
      weight: weights[feature],
      points: points[feature],
    })),
    total: Math.round(scored.score * 100) / 100,
    movedDownCloseTo: closeTo(snapshot, { list, rank }),
    counterfactual: counterfactualFor(snapshot, { scored, rank: rank + 1, ranking }),
  }
}

export type WhyNot =
  | { readonly kind: 'hidden'; readonly hidden: Hidden }
  | { readonly kind: 'behind'; readonly scored: Scored; readonly third: Scored | null }

/** "Why not X?": the reason it is hidden, or its parts beside those of the third item. Null for an item nobody knows. */
export function whyNot(snapshot: Snapshot, id: string, ranking: Ranking = {}): WhyNot | null {
  const item = snapshot.items.find((each) => each.id === id)
  if (!item) return null
  const hidden = hiddenBy(snapshot)(item)
  if (hidden) return { kind: 'hidden', hidden }
  const third = recommend(snapshot, ranking).list[2] ?? null
  return { kind: 'behind', scored: scorer(snapshot, ranking.weights ?? DEFAULT_WEIGHTS)(item), third }
}

/** Parts to two decimals whose sum is the score to two decimals: the largest remainders are rounded up. */
export function roundedParts(parts: ByFeature): ByFeature {
  const hundredths = byFeature((feature) => Math.floor(parts[feature] * 100))
  const sum = FEATURES.reduce((total, feature) => total + parts[feature], 0)
  const floor = FEATURES.reduce((total, feature) => total + hundredths[feature], 0)
  const missing = Math.round(sum * 100) - floor
  const byRemainder = FEATURES.toSorted((one, other) => remainder(parts[other]) - remainder(parts[one]))
  const raised = new Set(byRemainder.slice(0, missing))
  return byFeature((feature) => (hundredths[feature] + (raised.has(feature) ? 1 : 0)) / 100)
}

function remainder(part: number): number {
  return part * 100 - Math.floor(part * 100)
}

function largestParts(parts: ByFeature): Feature[] {
  return FEATURES.filter((feature) => parts[feature] > 0).sort((one, other) => parts[other] - parts[one])
}

/** The most alike of the items before it, where one of those has a smaller score. */
function closeTo({ items }: Snapshot, { list, rank }: { list: readonly Scored[]; rank: number }): string | null {
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const here = list[rank]
  const self = here && itemOf.get(here.id)
  const before = list.slice(0, rank)
  if (!here || !self || !before.some((each) => each.score < here.score)) return null
  const alike = before.flatMap(({ id }) => {
    const item = itemOf.get(id)
    return item ? [{ id, likeness: likenessOf(self, item) }] : []
  })
  const [closest] = alike.sort((one, other) => other.likeness - one.likeness)
  return closest && closest.likeness > 0 ? closest.id : null
}
