import { insist } from '../../../lib/refusal.ts'
import type { World } from '../actions/world.ts'
import { mayWork } from '../policy.ts'
import type { Finding } from '../rules/finding.ts'
import { backHere, placeStates } from '../rules/retry.ts'
import { openDraft } from './open-draft.ts'
import { nextStep, type Step, stepsOf } from './steps.ts'
import { headOf, type WorkHead } from './work.ts'

export interface PromptDesk {
  readonly id: string
  readonly prompt: string
  readonly minWords: number
  readonly maxWords: number
  readonly body: string
  readonly words: number
  readonly revision: number
  readonly savedAt: Date | null
  readonly kept: boolean
  /** Why the work is not ready yet, as far as it lies here. */
  readonly findings: readonly Finding[]
}
export interface WritingDesk extends WorkHead {
  readonly part1: readonly PromptDesk[]
  readonly part3: readonly PromptDesk[]
  readonly ai: { readonly kind: 'none' | 'assist_with_disclosure' | 'open'; readonly note: string }
  readonly next: Step | null
  /** Ids of the criteria that came back and speak about an answer. */
  readonly back: readonly string[]
  readonly personId: string
  readonly zone: string
}

/** Plan and reflection: each question with what was written to it. */
export async function writingDesk(ctx: World, submissionId: string): Promise<WritingDesk> {
  const opened = await openDraft(ctx, submissionId)
  const { draft, findings } = opened
  insist(mayWork(ctx.actor, draft.row))
  const { part1, part3, rubric, aiPolicy } = draft.version.shown
  const decided = draft.standing.returnedAt.length > 0
  const places = decided ? placeStates(rubric.criteria, draft.scope) : new Map<string, string>()
  const desk = ({
    id,
    prompt,
    minWords = 1,
    maxWords,
  }: {
    id: string
    prompt: string
    minWords?: number
    maxWords: number
  }) => {
    const kept = draft.responses.find(({ promptId }) => promptId === id)
    const { body = '', words = 0, revision = 0, savedAt = null } = kept ?? {}
    const short = findings.filter(({ code, requirementId }) => code === 'response-too-short' && requirementId === id)
    const place = { kept: places.get(id) === 'kept', findings: short }
    return { id, prompt, minWords, maxWords, body, words, revision, savedAt, ...place }
  }
  return {
    ...headOf(ctx, opened),
    part1: part1.questions.map(desk),
    part3: part3.prompts.map(desk),
    ai: aiPolicy,
    next: nextStep(stepsOf(draft, findings).filter(({ kind }) => kind !== 'write')),
    back: backHere(
      draft.cameBack,
      [...part1.questions, ...part3.prompts].map(({ id }) => id),
    ),
    personId: ctx.person.personId,
    zone: ctx.timeZone,
  }
}
