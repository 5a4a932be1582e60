import type { Outcome } from '../model.ts'
import { isMet, type Levels, levelOf } from './levels.ts'
import { outcome, type Rule, totalsWithin } from './outcome.ts'

export type Settlement =
  | { readonly kind: 'settled'; readonly result: Outcome }
  | { readonly kind: 'adjudicate'; readonly criteria: readonly string[] }

export interface Pair {
  readonly one: Levels
  readonly other: Levels
}

/** Two readings settle when the rule gives the same for the lower and the higher of each level: then no third opinion could matter. */
export function settle(rubric: Rule, { one, other }: Pair, compensatoryGap: number): Settlement {
  const low = merge(rubric, { one, other }, Math.min)
  const high = merge(rubric, { one, other }, Math.max)
  const result = outcome(rubric, low)
  const compensatory = rubric.rule.kind === 'compensatory'
  const near = !compensatory || totalsWithin(rubric, [one, other], compensatoryGap)
  if (result === outcome(rubric, high) && near) return { kind: 'settled', result }
  return { kind: 'adjudicate', criteria: disputed(rubric, { one, other }) }
}

/** Where points count, any difference of level is in dispute; elsewhere only one of met and not met. */
export function disputed(rubric: Rule, { one, other }: Pair): string[] {
  const differs = rubric.rule.kind === 'compensatory' ? levelDiffers : metDiffers
  return rubric.criteria.map(({ id }) => id).filter((id) => differs(rubric, levelOf(one, id), levelOf(other, id)))
}

export function metDiffers(rubric: Rule, one: number, other: number): boolean {
  return isMet(rubric, one) !== isMet(rubric, other)
}

function levelDiffers(_rubric: Rule, one: number, other: number): boolean {
  return one !== other
}

function merge({ criteria }: Rule, { one, other }: Pair, pick: (one: number, other: number) => number): Levels {
  return new Map(criteria.map(({ id }) => [id, pick(levelOf(one, id), levelOf(other, id))]))
}
