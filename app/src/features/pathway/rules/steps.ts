import { layersOf } from './gates.ts'
import { type Holding, progressOf, type StackRule } from './progress.ts'

/** Met: its gate is open. Next: everything before it is met. Ahead: what comes before it is not met yet. */
export type StepState = 'met' | 'next' | 'ahead'
export interface Step {
  readonly id: string
  readonly min: number
  readonly size: number
  readonly earned: number
  readonly after: readonly string[]
  readonly layer: number
  readonly state: StepState
}

/** The steps of a pathway in the order of their file. What was earned ahead of its turn counts, so that nothing is earned twice. */
export function stepsOf(rule: StackRule, held: Holding): Step[] {
  const gates = rule.groups.map(({ id, after = [] }) => ({ id, after }))
  const layers = layersOf(gates)
  const { groups } = progressOf(rule, held)
  const met = new Set(groups.filter(({ earned, min }) => earned >= min).map(({ id }) => id))
  return groups.map((group, at) => {
    const after = gates[at]?.after ?? []
    const open = after.every((before) => met.has(before))
    return {
      ...group,
      after,
      size: rule.members.filter((member) => member.group === group.id).length,
      layer: layers.get(group.id) ?? 0,
      state: met.has(group.id) ? 'met' : open ? 'next' : 'ahead',
    }
  })
}
