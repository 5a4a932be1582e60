import type { Draft } from '../reads/draft.ts'
import type { Finding } from '../rules/finding.ts'
import { placeStates } from '../rules/retry.ts'

/** One part of the work with what is still missing in it. */
export interface Step {
  readonly id: string
  readonly kind: 'write' | 'evidence' | 'ready'
  readonly title: string | null
  readonly href: string
  /** `kept`: met earlier and not read again; `optional`: nothing is asked that is not there. */
  readonly state: 'todo' | 'optional' | 'done' | 'kept' | 'problem'
  readonly have: number
  readonly need: number
}

/** The parts in the order of the work: plan, each requirement, reflection. */
export function stepsOf(
  { row, version, responses, evidence, scope, standing }: Draft,
  findings: readonly Finding[],
): Step[] {
  const { part1, part2, part3, rubric } = version.content
  const places =
    standing.returnedAt.length > 0 ? placeStates(rubric.criteria, scope) : new Map<string, 'open' | 'kept'>()
  const base = `/me/work/${row.id}`
  const blocked = (id: string) =>
    findings.some(({ requirementId, severity }) => requirementId === id && severity === 'block')
  const write = (id: 'part1' | 'part3', prompts: readonly { id: string }[]): Step => {
    const answered = prompts.filter((prompt) =>
      responses.some(({ promptId, words }) => promptId === prompt.id && words > 0),
    )
    const open = prompts.some((prompt) => blocked(prompt.id))
    const kept = !open && prompts.every((prompt) => places.get(prompt.id) === 'kept')
    const state = kept ? 'kept' : open ? 'todo' : answered.length < prompts.length ? 'optional' : 'done'
    return {
      id,
      kind: 'write',
      title: null,
      href: `${base}/write#${id}`,
      state,
      have: answered.length,
      need: prompts.length,
    }
  }
  const requirements = part2.requirements.map((requirement): Step => {
    const have = evidence.filter(({ requirementId }) => requirementId === requirement.id).length
    const open = blocked(requirement.id)
    const kept = !open && places.get(requirement.id) === 'kept'
    const state = kept ? 'kept' : !open ? 'done' : have >= requirement.minItems ? 'problem' : 'todo'
    const href = `${base}/requirements/${requirement.id}`
    return {
      id: requirement.id,
      kind: 'evidence',
      title: requirement.title,
      href,
      state,
      have,
      need: requirement.minItems,
    }
  })
  return [write('part1', part1.questions), ...requirements, write('part3', part3.prompts)]
}

/** Where to go on: the first part that is not done, else the ready check. */
export function nextStep(steps: readonly Step[], after?: string): Step | null {
  const rest = steps.slice(steps.findIndex(({ id }) => id === after) + 1)
  const open = ({ state }: Step) => state === 'todo' || state === 'problem'
  return rest.find(open) ?? steps.find((step) => open(step) && step.id !== after) ?? null
}
