import * as z from 'zod'
import { PORTFOLIOS } from '../../catalog/rules/scoring-file.ts'

/** Who is to score a set apart from each other. */
export const CallPanel = z.strictObject({ people: z.array(z.uuid()).max(50).default([]) })
export type CallPanel = z.infer<typeof CallPanel>

/** One panelist's levels, kept for later or handed in. */
export const ScorePanel = z.strictObject({
  deed: z.enum(['keep', 'handIn']).default('keep'),
  levels: z.partialRecord(z.enum(PORTFOLIOS), z.record(z.string().regex(/^C[1-8]$/), z.string().max(24))).default({}),
})
export type ScorePanel = z.infer<typeof ScorePanel>
