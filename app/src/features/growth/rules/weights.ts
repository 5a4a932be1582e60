import type { Answer } from '../../../lib/quantity.ts'
import { type ByFeature, FEATURES, type Sliders } from '../model.ts'

export const DEFAULT_WEIGHTS: ByFeature = {
  goal: 0.3,
  gap: 0.25,
  context: 0.15,
  pathway: 0.15,
  peers: 0.05,
  priority: 0.05,
  freshness: 0.05,
}

/** One tap instead of seven sliders. */
export const PRESETS = {
  myGoals: { goal: 3 },
  myClass: { context: 3 },
  finishWhatIStarted: { pathway: 3 },
} as const satisfies Record<string, Sliders>

const MOST = 3

/** New weight = default × slider, made to sum to 1 again; a slider left out stands at 1. */
export function weightsFrom(sliders: Sliders): Answer<ByFeature, 'all_at_zero' | 'slider_out_of_range'> {
  const values = FEATURES.map((feature) => sliders[feature] ?? 1)
  if (values.some((value) => !(value >= 0 && value <= MOST))) return { ok: false, because: 'slider_out_of_range' }
  if (values.every((value) => value === 1)) return { ok: true, value: DEFAULT_WEIGHTS }
  const raised = FEATURES.map((feature, at) => DEFAULT_WEIGHTS[feature] * (values[at] ?? 1))
  const sum = raised.reduce((total, each) => total + each, 0)
  if (sum === 0) return { ok: false, because: 'all_at_zero' }
  return { ok: true, value: byFeature((feature) => (raised[FEATURES.indexOf(feature)] ?? 0) / sum) }
}

export function byFeature(numberFor: (feature: keyof ByFeature) => number): ByFeature {
  return {
    goal: numberFor('goal'),
    gap: numberFor('gap'),
    context: numberFor('context'),
    pathway: numberFor('pathway'),
    peers: numberFor('peers'),
    priority: numberFor('priority'),
    freshness: numberFor('freshness'),
  }
}
