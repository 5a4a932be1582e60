import * as z from 'zod'

const absent = (value: string) => (value.trim() === '' ? undefined : value)

/** What somebody hands over for checking: one of text, link and file; the address is whose it should be. */
export const VerifyInput = z.strictObject({
  text: z.string().max(1_500_000, 'verification.verify.text.long').transform(absent).optional(),
  link: z.string().max(2_048).transform(absent).optional(),
  file: z.instanceof(File).optional(),
  email: z.string().max(254).transform(absent).optional(),
})
export type VerifyInput = z.infer<typeof VerifyInput>

export const VerifyQuery = z.object({ link: z.string().max(2_048).optional() })
export type VerifyQuery = z.infer<typeof VerifyQuery>

/** Baked pictures are the largest thing taken (03-credentials.md 8.4); the rest is the frame of the form. */
export const MOST_BYTES = 10 * 1_048_576
export const MOST_FORM_BYTES = MOST_BYTES + 262_144

/** Names under which a program asks for the signed bytes (03-credentials.md 6.4). */
export const SIGNED_TYPES = ['application/vc', 'application/vc+ld+json', 'application/ld+json', 'application/json']

export const PaperQuery = z.strictObject({ paper: z.enum(['letter', 'a4']).default('letter') })
export type PaperQuery = z.infer<typeof PaperQuery>
