import { createHash } from 'node:crypto'
import { type Json, jcs } from '../../../lib/jcs.ts'
import type { CardRow } from '../../catalog/tables.ts'
import type { Competency } from '../../framework/model.ts'
import type { Run } from '../actions/suggestions.ts'
import type { ByFeature, Snapshot, SnapshotItem } from '../model.ts'
import type { CatalogItem } from '../reads/items.ts'
import type { PeerCount } from '../reads/peers.ts'
import { type Explanation, explain } from '../rules/explain.ts'
import { targetOf } from '../rules/level.ts'
import { type Recommendation, recommend } from '../rules/recommend.ts'
import { DEFAULT_WEIGHTS, weightsFrom } from '../rules/weights.ts'
import type { Offered } from './offered.ts'
import type { Standpoint } from './snapshot.ts'

/** What the sentence about a suggestion names. */
export interface Because {
  readonly goal: { readonly text: string; readonly competencies: readonly string[] } | null
  /** Competencies it covers beyond what credentials show. */
  readonly gap: readonly string[]
  readonly context: readonly string[]
  readonly peers: PeerCount | null
}

export interface Suggestion {
  readonly id: string
  readonly card: CardRow
  readonly explanation: Explanation
  readonly because: Because
  /** Words of what the counterfactual leaves out. */
  readonly without: { readonly goal: string | null; readonly targetsGone: readonly string[] }
  /** Title of the item that this one is too much alike to stand as high as its points. */
  readonly closeTo: string | null
}

export interface Suggested {
  readonly list: readonly Suggestion[]
  readonly recommendation: Recommendation
  readonly weights: ByFeature
  readonly run: Run
}

/** Ranks and explains; the same standpoint gives the same answer. */
export function suggest(standpoint: Standpoint): Suggested {
  const { snapshot, preference } = standpoint
  const weights = chosenWeights(preference.sliders)
  const recommendation = recommend(snapshot, { weights })
  const list = recommendation.list.flatMap(({ id }) => explained(standpoint, { id, weights }) ?? [])
  const lines = recommendation.list.map(({ id, score, parts }) => ({ id, score, parts }))
  return { list, recommendation, weights, run: { weights, snapshotHash: hashOf(standpoint), list: lines } }
}

/** Sliders are checked when they are set; ones that no longer hold count as never set. */
function chosenWeights(sliders: Standpoint['preference']['sliders']): ByFeature {
  const weights = weightsFrom(sliders)
  return weights.ok ? weights.value : DEFAULT_WEIGHTS
}

function explained(standpoint: Standpoint, { id, weights }: { id: string; weights: ByFeature }): Suggestion | null {
  const { snapshot, shelf, goals, competencies, items } = standpoint
  const card = shelf.byId.get(id)
  const item = snapshot.items.find((each) => each.id === id)
  const explanation = explain(snapshot, id, { weights })
  if (!card || !item || !explanation) return null
  const dropped = explanation.counterfactual?.dropped
  const droppedGoal = dropped?.kind === 'goal' ? goals.find((goal) => goal.id === dropped.id) : undefined
  return {
    id,
    card,
    explanation,
    because: becauseOf(standpoint, item),
    without: {
      goal: droppedGoal?.text ?? null,
      targetsGone: labelsOf(competencies, explanation.counterfactual?.targetsGone ?? []),
    },
    closeTo: items.find((each) => each.id === explanation.movedDownCloseTo)?.title ?? null,
  }
}

function becauseOf({ snapshot, goals, competencies }: Standpoint, item: SnapshotItem): Because {
  const { learner, peers } = snapshot
  const ids = item.competencies.map((each) => each.id)
  const [best] = learner.goals
    .map((goal) => ({ id: goal.id, shared: ids.filter((id) => goal.competencies.includes(id)) }))
    .filter(({ shared }) => shared.length > 0)
    .sort((one, other) => shareOf(item, other.shared) - shareOf(item, one.shared) || (one.id < other.id ? -1 : 1))
  const goal = best && goals.find((each) => each.id === best.id)
  return {
    goal: goal ? { text: goal.text, competencies: labelsOf(competencies, best.shared) } : null,
    gap: labelsOf(
      competencies,
      ids.filter((id) => targetOf(snapshot, id) > (learner.levels[id] ?? 0)),
    ),
    context: item.tags.filter((tag) => learner.context.includes(tag)),
    peers: peers[item.id] ?? null,
  }
}

function shareOf({ competencies }: SnapshotItem, ids: readonly string[]): number {
  return competencies
    .filter((each) => ids.includes(each.id))
    .reduce((sum, each) => sum + (each.weight ?? 1 / competencies.length), 0)
}

export function labelsOf(competencies: readonly Competency[], ids: readonly string[]): string[] {
  return competencies.filter(({ id }) => ids.includes(id)).map(({ label }) => label)
}

// The catalogue is the greater part and the same for everybody: its own digest stands for it.
const digests = new WeakMap<readonly CatalogItem[], string>()

function hashOf({ snapshot, items }: Pick<Offered, 'items'> & { snapshot: Snapshot }): string {
  const known = digests.get(items) ?? sha256(snapshot.items)
  digests.set(items, known)
  return sha256({ ...snapshot, items: known })
}

function sha256(value: unknown): string {
  return createHash('sha256')
    .update(jcs(value as Json))
    .digest('hex')
}
