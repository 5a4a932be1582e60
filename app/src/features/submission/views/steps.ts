import type { Draft } from '../reads/draft.ts'
import type { Finding } from '../rules/finding.ts'
import { placeStates } from '../rules/retry.ts'

/** One part of the work with what is still missing in it. */
export interface Step {
  readonly id: string
  readonly kind: 'write' | 'evidence' | 'ready'
  readonly title: string | null
  readonly href: string
  /** `kept`: met earlier and not read again; `optional`: nothing is asked that is not there; `back`: came back, and is still as it was. */
  readonly state: 'todo' | 'optional' | 'done' | 'kept' | 'problem' | 'back'
  /** Criteria by their words that came back here and were not mended yet. */
  readonly back: readonly string[]
  readonly have: number
  readonly need: number
}

/** The parts in the order of the work: plan, each requirement, reflection. */
export function stepsOf(draft: Draft, findings: readonly Finding[]): Step[] {
  const { part1, part2, part3 } = draft.version.shown
  const look = lookOf(draft, findings)
  return [
    writingStep(draft, look, { id: 'part1', prompts: part1.questions }),
    ...part2.requirements.map((requirement) => requirementStep(draft, look, requirement)),
    writingStep(draft, look, { id: 'part3', prompts: part3.prompts }),
  ]
}

type Look = ReturnType<typeof lookOf>

/** How a place stands after a decision and with what the check found. */
function lookOf({ version, scope, standing, cameBack }: Draft, findings: readonly Finding[]) {
  const decided = standing.returnedAt.length > 0
  const places = decided ? placeStates(version.content.rubric.criteria, scope) : new Map<string, 'open' | 'kept'>()
  return (ids: readonly string[]) => {
    const back = cameBack.filter((each) => each.places.some((id) => ids.includes(id)))
    return {
      blocked: findings.some(({ requirementId = '', severity }) => ids.includes(requirementId) && severity === 'block'),
      kept: ids.every((id) => places.get(id) === 'kept'),
      back: back.filter(({ changed }) => !changed).map(({ title }) => title),
    }
  }
}

function writingStep(
  { row, responses }: Draft,
  look: Look,
  { id, prompts }: { id: 'part1' | 'part3'; prompts: readonly { id: string }[] },
): Step {
  const answered = prompts.filter((prompt) =>
    responses.some(({ promptId, words }) => promptId === prompt.id && words > 0),
  )
  const { blocked, kept, back } = look(prompts.map((prompt) => prompt.id))
  const whole = answered.length < prompts.length ? 'optional' : 'done'
  const state = blocked ? 'todo' : kept ? 'kept' : back.length > 0 ? 'back' : whole
  const href = `/me/work/${row.id}/write#${id}`
  return { id, kind: 'write', title: null, href, state, back, have: answered.length, need: prompts.length }
}

function requirementStep(
  { row, evidence }: Draft,
  look: Look,
  { id, title, minItems }: { id: string; title: string; minItems: number },
): Step {
  const have = evidence.filter(({ requirementId }) => requirementId === id).length
  const { blocked, kept, back } = look([id])
  const missing = have >= minItems ? 'problem' : 'todo'
  const state = blocked ? missing : kept ? 'kept' : back.length > 0 ? 'back' : 'done'
  const href = `/me/work/${row.id}/requirements/${id}`
  return { id, kind: 'evidence', title, href, state, back, have, need: minItems }
}

/** Where to go on: the first part that is not done, else the ready check. */
export function nextStep(steps: readonly Step[], after?: string): Step | null {
  const rest = steps.slice(steps.findIndex(({ id }) => id === after) + 1)
  const open = ({ state }: Step) => state === 'todo' || state === 'problem' || state === 'back'
  return rest.find(open) ?? steps.find((step) => open(step) && step.id !== after) ?? null
}
