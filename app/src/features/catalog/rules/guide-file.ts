import * as z from 'zod'

/** A guide as a file: without a language in its address, in that of the reader. */
export const GuideFile = z.strictObject({
  language: z.enum(['en', 'es']).optional().catch(undefined),
  paper: z.enum(['letter', 'a4']).default('letter').catch('letter'),
})
export type GuideFile = z.infer<typeof GuideFile>
