import * as z from 'zod'
import { COMMENT_PLACES } from './comment-places.ts'
import { text } from './field.ts'

/** The page on which the form stood, to which it leads back. */
const from = z.enum(['comments', 'editor', 'review']).default('comments')
const words = text(1, 2000)

export const WriteComment = z.strictObject({ about: z.enum(COMMENT_PLACES), text: words, from })
export type WriteComment = z.infer<typeof WriteComment>

export const AnswerComment = z.strictObject({ commentId: z.uuid(), text: words, from })
export type AnswerComment = z.infer<typeof AnswerComment>

export const SettleComment = z.strictObject({ commentId: z.uuid(), deed: z.enum(['done', 'open']), from })
export type SettleComment = z.infer<typeof SettleComment>
