import * as z from 'zod'
import { Email } from '../../account/model.ts'
import { STRANDS } from '../model.ts'

const Topics = z
  .array(z.enum([...STRANDS, 'news']))
  .min(1, { error: 'catalog.updates.topics.none' })
  .max(STRANDS.length + 1)
  .transform((topics) => [...new Set(topics)])
/** What somebody wants to hear of by e-mail, and in which language. */
export const ChooseUpdates = z.strictObject({
  topics: z.preprocess((given) => given ?? [], Topics),
  language: z.enum(['en', 'es']),
})
export type ChooseUpdates = z.infer<typeof ChooseUpdates>
export const AskUpdates = ChooseUpdates.extend({ email: Email })
export type AskUpdates = z.infer<typeof AskUpdates>
/** A feed says what it is in one language, whoever reads it. */
export const FeedQuery = z.object({
  strand: z.enum(STRANDS).optional().catch(undefined),
  language: z.enum(['en', 'es']).default('en').catch('en'),
})
export type FeedQuery = z.infer<typeof FeedQuery>

const News = z
  .strictObject({ title: z.string().trim().max(120), text: z.string().trim().max(2000) })
  .refine(({ title, text }) => (title === '') === (text === ''), { path: ['text'], error: 'catalog.news.half' })
/** In one language or in both. */
export const PublishNews = z
  .strictObject({ en: News, es: News })
  .refine(({ en, es }) => en.title !== '' || es.title !== '', { path: ['en', 'title'], error: 'catalog.news.empty' })
export type PublishNews = z.infer<typeof PublishNews>
export const ThatNews = z.strictObject({ id: z.uuid() })
export type ThatNews = z.infer<typeof ThatNews>
/** A press is all there is to say. */
export const NoInput = z.strictObject({})
