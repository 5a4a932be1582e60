import * as z from 'zod'
import { isLocalDate, isMonthDay, type LocalDate } from '../../lib/dates.ts'

const Day = z.string().refine(isLocalDate, { error: 'invalid.date' })
const DayOfYear = z.string().refine(isMonthDay)
const Ids = z.array(z.string())
const Count = z.number().int().min(0)
/** Decimal text; its form against the unit's scale is checked when the rule is published. */
const DecimalText = z.string().max(24)

export const UnitKind = z.enum(['hours', 'credit', 'points', 'money', 'step', 'flag'])
export const Unit = z.strictObject({
  id: z.string(),
  label: z.string(),
  kind: UnitKind,
  scale: z.number().int().min(0).max(4),
  currency: z.string().optional(),
})
export type Unit = z.infer<typeof Unit>

export const REFUSAL_CODES = [
  'not_matched',
  'excluded',
  'not_effective',
  'not_eligible',
  'prerequisite_missing',
  'out_of_order',
  'no_preapproval',
  'window_closed',
  'evidence_missing',
  'evidence_late',
  'already_counted',
  'cap_reached',
  'superseded_by_rule',
  'no_budget',
] as const
export type RefusalCode = (typeof REFUSAL_CODES)[number]

const Match = z.strictObject({
  achievements: z
    .union([
      z.literal('all'),
      Ids,
      z.strictObject({ strand: Ids }),
      z.strictObject({ issuer: Ids }),
      z.strictObject({ tag: Ids }),
    ])
    .default('all'),
  stacks: Ids.default([]),
  /** Codes of what an educator holds from elsewhere and which counts like an award. */
  held: Ids.default([]),
  minMajor: z.number().int().min(1).optional(),
  exclude: Ids.default([]),
})
const GrantRule = z
  .strictObject({
    per: z.enum(['achievement', 'stack', 'group', 'target']),
    groupSize: z.number().int().min(1).optional(),
    /** What is counted: awards, or the contact hours they carry. */
    basis: z.enum(['item', 'hours']).default('item'),
    /** `period`: a group must be complete within one period. */
    within: z.enum(['ever', 'period']).default('ever'),
    unit: z.string(),
    amount: z.union([DecimalText, z.strictObject({ num: DecimalText, den: DecimalText })]).nullable(),
    whole: z.boolean().default(false),
    permanent: z.boolean().default(false),
  })
  .refine((grant) => grant.per !== 'group' || grant.groupSize !== undefined, { path: ['groupSize'] })
const Cap = z
  .strictObject({
    scope: z.enum(['period', 'lifetime', 'program']),
    amount: DecimalText.optional(),
    count: Count.optional(),
    over: z.enum(['forfeit', 'carry', 'pending']).default('forfeit'),
  })
  .refine((cap) => (cap.amount === undefined) !== (cap.count === undefined), { path: ['amount'] })
export type Cap = z.infer<typeof Cap>
const PeriodChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('calendar_year') }),
  z.strictObject({ kind: z.enum(['fiscal_year', 'school_year']), start: DayOfYear }),
  z.strictObject({ kind: z.literal('cycle'), years: z.number().int().min(1).max(20), anchor: Day }),
  /** `to` is the last day. */
  z.strictObject({
    kind: z.literal('custom'),
    list: z.array(z.strictObject({ key: z.string(), from: Day, to: Day })).min(1),
  }),
])
const CarryOver = z.strictObject({
  max: DecimalText.optional(),
  fromMonth: z.number().int().min(1).max(12).optional(),
  expiresPeriods: z.number().int().min(1).nullable().default(null),
  onlyIfFunds: z.boolean().default(false),
})
const RequestWindow = z.strictObject({
  openFrom: DayOfYear.optional(),
  closeAt: DayOfYear.optional(),
  completeBy: DayOfYear.optional(),
  applyWithinDays: Count.optional(),
  cutoffs: z.array(z.strictObject({ closeAt: DayOfYear, payroll: z.string().regex(/^(0[1-9]|1[0-2])$/) })).default([]),
})
const Requires = z.strictObject({
  awards: Ids.default([]),
  stacks: Ids.default([]),
  order: Ids.default([]),
  minOf: z.array(z.strictObject({ set: Ids, n: z.number().int().min(1) })).default([]),
  exams: z.array(z.strictObject({ code: z.string(), minSem: z.number() })).default([]),
  plan: z.string().optional(),
})
const Eligibility = z.strictObject({
  roles: Ids.default([]),
  employmentFrom: Day.optional(),
  employmentTo: Day.optional(),
  sites: Ids.default([]),
  matrix: Ids.default([]),
})
const Target = z.strictObject({
  /** Empty = for everyone; else for educators on one of these rows of the matrix. */
  matrix: Ids.default([]),
  units: Ids.min(1),
  amounts: z.array(DecimalText).min(1),
  repeatLast: z.boolean().default(false),
  per: z.enum(['program', 'period']).default('program'),
})
export type Target = z.infer<typeof Target>

export const RecognitionRule = z.strictObject({
  ruleId: z.string(),
  version: z.number().int().min(1),
  status: z.enum(['draft', 'dry_run_done', 'published', 'ended']).default('published'),
  recognizerId: z.string().default('recognizer'),
  programId: z.string().default('program'),
  /** Both days belong to the range. */
  effective: z.strictObject({ from: Day, to: Day.optional() }),
  countingDate: z.enum(['decision', 'submission', 'completion']).default('decision'),
  match: Match.prefault({}),
  grant: GrantRule,
  cap: z.array(Cap).default([]),
  period: PeriodChoice.default({ kind: 'calendar_year' }),
  carryOver: CarryOver.nullable().default(null),
  window: RequestWindow.nullable().default(null),
  requires: Requires.nullable().default(null),
  eligibility: Eligibility.prefault({}),
  preApproval: z
    .strictObject({ required: z.boolean(), leadDays: Count.default(0), approverRole: z.string().default('approver') })
    .prefault({ required: false }),
  evidence: z
    .strictObject({
      kinds: z.array(z.enum(['scored_rubric', 'credential_url', 'certificate'])).default([]),
      deadlineDays: Count.optional(),
      dueBy: DayOfYear.optional(),
    })
    .prefault({}),
  once: z
    .enum(['per_achievement_per_program', 'per_achievement_ever', 'unlimited'])
    .default('per_achievement_per_program'),
  renewalCounts: z.boolean().default(false),
  stacking: z
    .strictObject({
      /** The smaller number goes first. */
      priority: z.number().int().default(10),
      exclusiveGroup: z.string().optional(),
      combine: z.enum(['add', 'best_of', 'first']).default('add'),
    })
    .prefault({}),
  equivalences: z.array(Ids.min(2)).default([]),
  approval: z
    .strictObject({ mode: z.enum(['auto', 'one', 'two']).default('one'), twoPersonOver: DecimalText.optional() })
    .prefault({}),
  fee: z.strictObject({ amount: DecimalText, currency: z.string() }).nullable().default(null),
  target: z.array(Target).default([]),
  rounding: z.enum(['down', 'half_up', 'half_even']).default('down'),
  verifiedSource: z
    .strictObject({ title: z.string(), url: z.string().optional(), checked: z.enum(['yes', 'no']) })
    .optional(),
})
export type RecognitionRule = z.infer<typeof RecognitionRule>

export interface RuleSet {
  readonly rules: readonly RecognitionRule[]
  readonly units: readonly Unit[]
}

/** One thing an educator has, its dates in the recognizer's time zone. */
export interface Claim {
  readonly awardId: string
  readonly kind: 'award' | 'stack' | 'held'
  /** Achievement of an award, id of a completed stack, code of what is held from elsewhere. */
  readonly item: string
  readonly major: number
  readonly strand?: string | undefined
  readonly issuer?: string | undefined
  readonly tags: readonly string[]
  /** Stacks the achievement is a member of. */
  readonly stacks: readonly string[]
  /** Awards a completed stack rests on. */
  readonly members: readonly string[]
  readonly decisionDate: LocalDate
  readonly submissionDate?: LocalDate | undefined
  readonly completionDate?: LocalDate | undefined
  readonly startedOn?: LocalDate | undefined
  readonly requestedOn?: LocalDate | undefined
  readonly preApproval?: { readonly askedOn: LocalDate; readonly approvedOn: LocalDate } | undefined
  readonly evidence: readonly { readonly kind: string; readonly date: LocalDate }[]
  readonly feePaidOn?: LocalDate | undefined
  /** Contact hours, decimal text. */
  readonly hours?: string | undefined
  /** The rule the educator chose where several exclude one another. */
  readonly use?: string | undefined
}

export interface EducatorFacts {
  /** `to` is the last day. */
  readonly roles: readonly {
    readonly role: string
    readonly from?: LocalDate | undefined
    readonly to?: LocalDate | undefined
  }[]
  readonly site?: string | undefined
  readonly employmentFrom?: LocalDate | undefined
  readonly employmentTo?: LocalDate | undefined
  readonly matrix?: string | undefined
  readonly plans: readonly string[]
  readonly exams: readonly { readonly code: string; readonly sem: number; readonly on?: LocalDate | undefined }[]
  readonly otherCredits: readonly {
    readonly unit: string
    readonly amount: string
    readonly on?: LocalDate | undefined
  }[]
}
