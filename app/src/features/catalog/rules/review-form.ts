import * as z from 'zod'
import { text } from './field.ts'
import { type Answers, QUALITY, type QualityId } from './quality-components.ts'

const component = z.enum(QUALITY.map(({ id }) => id) as [QualityId, ...QualityId[]])

/** One form for everybody who answers: the button says what it is for. */
export const AnswerDraft = z.strictObject({
  /** The text that was on the page. */
  revision: z.coerce.number().int().min(1),
  deed: z.enum(['keep', 'requestReview', 'requestChanges', 'signOff']).default('keep'),
  answers: z.partialRecord(component, z.enum(['met', 'not_met'])).default({}),
  comments: z.partialRecord(component, text(0, 1000)).default({}),
})
export type AnswerDraft = z.infer<typeof AnswerDraft>

export const AssignReviewer = z.strictObject({ personId: z.uuid(), deed: z.enum(['assign', 'end']).default('assign') })
export type AssignReviewer = z.infer<typeof AssignReviewer>

export const ApproveDraft = z.strictObject({
  revision: z.coerce.number().int().min(1),
  reasons: z.partialRecord(component, text(0, 500)).default({}),
})
export type ApproveDraft = z.infer<typeof ApproveDraft>

export const SendBack = z.strictObject({ component, comment: text(10, 1000) })
export type SendBack = z.infer<typeof SendBack>

export const ProposePublication = z.strictObject({
  version: z.string().trim().max(20),
  changes: text(0, 400).default(''),
})
export type ProposePublication = z.infer<typeof ProposePublication>

export const AnswerPublication = z.strictObject({ id: z.uuid(), answer: z.enum(['accept', 'refuse']) })
export type AnswerPublication = z.infer<typeof AnswerPublication>

export const RetireVersion = z.strictObject({ versionId: z.uuid(), reason: text(10, 400) })
export type RetireVersion = z.infer<typeof RetireVersion>

interface Said {
  readonly component: QualityId
  readonly answer: 'met' | 'not_met'
  readonly comment: string
}

/** What a form says, one line for each component that was answered. */
export function saidIn({ answers, comments }: Pick<AnswerDraft, 'answers' | 'comments'>): Said[] {
  return QUALITY.flatMap(({ id }) => {
    const answer = answers[id]
    return answer ? [{ component: id, answer, comment: comments[id] ?? '' }] : []
  })
}

export function answersOf(said: readonly Pick<Said, 'component' | 'answer'>[]): Answers {
  return new Map(said.map(({ component: id, answer }) => [id, answer]))
}
