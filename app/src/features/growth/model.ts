import * as z from 'zod'
import { isLocalDate } from '../../lib/dates.ts'

const Day = z.string().refine(isLocalDate, { error: 'invalid.date' })
const Ids = z.array(z.string())
const Text = z.string().trim()

export const FEATURES = ['goal', 'gap', 'context', 'pathway', 'peers', 'priority', 'freshness'] as const
export const Feature = z.enum(FEATURES)
export type Feature = z.infer<typeof Feature>
/** One number for each feature. */
export type ByFeature = Readonly<Record<Feature, number>>

export const GoalStatus = z.enum(['active', 'kept', 'let_go'])
export type GoalStatus = z.infer<typeof GoalStatus>
/** Words and choice of the educator; nothing is inferred. */
export const GoalInput = z.strictObject({
  text: Text.min(1).max(200),
  competencies: Ids.min(1).max(5),
  byDate: Day.nullable().default(null),
  why: Text.max(500).default(''),
})
export type GoalInput = z.infer<typeof GoalInput>

const People = z.number().int().min(0).max(2000)
export const ClassNeedInput = z
  .strictObject({
    statement: Text.min(1).max(160),
    count: People.nullable().default(null),
    of: People.nullable().default(null),
    tags: Ids.default([]),
    until: Day.nullable().default(null),
  })
  .refine(({ count, of }) => count === null || of === null || count <= of, { path: ['count'] })
export type ClassNeedInput = z.infer<typeof ClassNeedInput>

export const PlanState = z.enum(['someday', 'next', 'now', 'done', 'let_go'])
export type PlanState = z.infer<typeof PlanState>
/** Each may be left open: when, with whom, and the first step. */
export const PlanItemInput = z.strictObject({
  achievementId: z.string(),
  version: z.string(),
  state: PlanState.default('someday'),
  startBy: Day.nullable().default(null),
  withWhom: Text.max(120).default(''),
  firstStep: Text.max(140).default(''),
})
export type PlanItemInput = z.infer<typeof PlanItemInput>

export const CardAnswer = z.strictObject({
  cardId: z.string(),
  answer: z.union([z.number().int().min(0).max(2), z.enum(['none', 'skip'])]),
})
export type CardAnswer = z.infer<typeof CardAnswer>

export const DismissalReason = z.enum(['too_easy', 'too_long', 'not_my_students', 'already_do_it', 'other'])
export type DismissalReason = z.infer<typeof DismissalReason>
export const Sliders = z.partialRecord(Feature, z.number().min(0).max(3))
export type Sliders = z.infer<typeof Sliders>

const Level = z.number().min(0).max(4)
export const SnapshotItem = z.strictObject({
  id: z.string(),
  published: z.boolean(),
  /** Weights sum to 1; where the author gave none, all weigh the same. */
  competencies: z.array(z.strictObject({ id: z.string(), weight: z.number().min(0).max(1).optional() })),
  /** Grades, subjects and class needs the item is made for. */
  tags: Ids,
  prerequisites: Ids,
  roles: Ids,
  grades: Ids,
  hours: z.number().nullable(),
})
export type SnapshotItem = z.infer<typeof SnapshotItem>

/** Everything the recommender may see. Clicks, dwell time, evaluation, pay, age, sex, ethnicity, school rating and what others think are no fields of it. */
export const Snapshot = z.strictObject({
  learner: z.strictObject({
    role: z.string().nullable(),
    grades: Ids,
    goals: z.array(z.strictObject({ id: z.string(), competencies: Ids })),
    classNeeds: z.array(z.strictObject({ id: z.string(), tags: Ids })),
    context: Ids,
    /** Unexpired Credentials; days until a renewal falls due, null when it never does. */
    earned: z.array(z.strictObject({ id: z.string(), renewalDueInDays: z.number().nullable() })),
    inProgress: Ids,
    dismissed: Ids,
    hideOverHours: z.number().nullable(),
    levels: z.record(z.string(), Level),
  }),
  /** The role profile of the organization; null where it published none. */
  targets: z.record(z.string(), Level).nullable(),
  items: z.array(SnapshotItem),
  pathways: z.array(z.strictObject({ id: z.string(), items: Ids })),
  peers: z.record(z.string(), z.strictObject({ started: z.number().int().min(0), earned: z.number().int().min(0) })),
  priority: Ids,
  /** Items with open budget, where the organization asks for one before a start; else null. */
  budgeted: Ids.nullable(),
  ageMonths: z.record(z.string(), z.number().min(0)),
})
export type Snapshot = z.infer<typeof Snapshot>

/** A name of one's own, and the address that `/explore` has for the search. */
export const SavedSearchInput = z.strictObject({
  name: z.string().trim().min(1, 'growth.searches.name.empty').max(80, 'growth.searches.name.long'),
  address: z.string().regex(/^\/explore\?[^\s#<>"\\]{1,590}$/),
})
export type SavedSearchInput = z.infer<typeof SavedSearchInput>
