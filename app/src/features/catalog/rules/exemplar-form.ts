import * as z from 'zod'
import { AUDIENCES_OF_EXEMPLARS } from './exemplar.ts'

const ticked = z
  .enum(['yes', 'on', 'off'])
  .optional()
  .transform((value) => value === 'yes' || value === 'on')
/** Criterion and level in one choice: `C1/demonstrated`. */
const at = z.string().max(40)
const words = z.string().max(40_000).default('')

/** What a holder looks at before anything is lent: no names, nobody to be seen or heard, hers to lend. */
export const CHECKS = ['names', 'faces', 'right'] as const

export const OfferExemplar = z.strictObject({
  piece: z.uuid(),
  at: at.default(''),
  shows: z.enum(['words', 'stored', 'copy']).default('words'),
  words,
  file: z.instanceof(File).optional(),
  audience: z.enum(AUDIENCES_OF_EXEMPLARS).default('members'),
  showName: z.enum(['yes', 'no']).default('no'),
  checks: z.array(z.enum(CHECKS)).max(CHECKS.length).default([]),
  agreed: ticked,
})
export type OfferExemplar = z.infer<typeof OfferExemplar>

export const OfferQuery = z.object({ piece: z.uuid().optional().catch(undefined) })
export type OfferQuery = z.infer<typeof OfferQuery>

export const DeclineExemplar = z.strictObject({ reason: z.string().max(4000).default(''), of: z.uuid().optional() })
export type DeclineExemplar = z.infer<typeof DeclineExemplar>

export const WriteExemplar = z.strictObject({ at: at.default(''), words })
export type WriteExemplar = z.infer<typeof WriteExemplar>
