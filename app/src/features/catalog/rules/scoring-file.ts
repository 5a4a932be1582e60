import * as z from 'zod'
import { CODE, SEMVER, text } from './field.ts'
import type { GuideText } from './guide-text.ts'

/** Five to score at first, and one more after the talk about them. */
export const PORTFOLIOS = ['1', '2', '3', '4', '5', '6'] as const
export type PortfolioId = (typeof PORTFOLIOS)[number]

/** One level of the key: where in the portfolio it is seen, and why by the words of the rubric. */
const Judgment = z.strictObject({
  level: z.string().max(24),
  place: text(2, 120),
  reason: text(40, 420),
  /** Two careful people may part here. */
  edge: z.boolean().default(false),
  /** Whoever passes it misses something that nobody may miss. */
  barred: z.boolean().default(false),
})
export type Judgment = z.infer<typeof Judgment>

/** What a reader has to report, whatever the levels are. */
const Planted = z.strictObject({
  kind: z.enum(['name', 'unsafe', 'consent']),
  place: text(2, 120),
  what: text(20, 300),
})
export type Planted = z.infer<typeof Planted>

const PortfolioKey = z.strictObject({
  planted: Planted.optional(),
  criteria: z.record(z.string().regex(/^C[1-8]$/), Judgment),
})
export type PortfolioKey = z.infer<typeof PortfolioKey>

/** The levels of one scoring set, as one file beside its portfolios: `scoring/b1/key.yaml`. */
export const ScoringKey = z.strictObject({
  code: z.string().regex(CODE),
  version: z.string().regex(SEMVER),
  license: z.literal('CC-BY-4.0'),
  /** Nobody but those who wrote it: a panel's levels are made by an organization, in the product. */
  by: z.literal('authors'),
  portfolios: z.record(z.enum(PORTFOLIOS), PortfolioKey),
})
export type ScoringKey = z.infer<typeof ScoringKey>

export interface Portfolio extends Omit<GuideText, 'date'> {
  readonly id: PortfolioId
}
/** Six portfolios made up for practice and their levels. */
export interface ScoringSet {
  readonly code: string
  readonly version: string
  readonly portfolios: readonly Portfolio[]
  readonly key: ScoringKey['portfolios']
}
