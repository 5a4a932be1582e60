import * as z from 'zod'
import { CODE, CONTACT, LANGUAGE, SEMVER, SLUG, text, whole } from './rules/field.ts'
import { PracticeCaseAsked } from './rules/practice-case-asked.ts'

export const STRANDS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'] as const
export const AUDIENCES = ['teacher', 'paraeducator', 'specialist', 'coach', 'mentor', 'leader'] as const
export const GRADES = [
  'PK',
  'K',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
  'adult',
  'all',
] as const
export const GRADE_BANDS = ['PK-2', '3-5', '6-8', '9-12', 'adult'] as const
export const LICENSES = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0', 'LicenseRef-AllRightsReserved'] as const
export const EVIDENCE_TYPES = [
  'lesson_plan',
  'student_work',
  'video',
  'audio',
  'photo',
  'data_table',
  'instrument',
  'transcript',
  'observation_notes',
  'document',
  'statement',
] as const
export const RESOURCE_KINDS = ['article', 'video', 'tool', 'template', 'course', 'book', 'podcast'] as const
export const AI_POLICIES = ['none', 'assist_with_disclosure', 'open'] as const
export const TIMES = ['45min', 'week', 'term'] as const
export const OWN_FRAMEWORK = 'cairn-teaching-practice'

/** How much a schema insists on: a published version meets every lower limit, a draft none. */
type Least = (limit: number) => number

const tag = z.string().regex(SLUG).max(40)
const levelId = z.string().regex(/^[a-z][a-z0-9_]{0,23}$/)

function methodShape(least: Least) {
  return {
    title: text(least(4), 70),
    summary: text(least(40), 240),
    competency: text(least(60), 260),
    keyMethod: z.strictObject({ name: text(least(3), 60), description: text(least(120), 900) }),
    components: z
      .array(
        z.strictObject({
          id: z.string().regex(/^K[1-5]$/),
          name: text(least(3), 60),
          text: text(least(60), 500),
        }),
      )
      .min(least(3))
      .max(5),
    rationale: text(least(300), 1800),
    references: z.array(z.string().regex(/^[a-z]+[0-9]{4}[a-z]?$/)).max(8),
    resources: z.array(resource(least)).min(least(2)).max(12),
  }
}

function resource(least: Least) {
  return z.strictObject({
    title: text(least(4), 120),
    url: text(least(8), 500),
    kind: z.enum(RESOURCE_KINDS),
    minutes: whole(least(1), 600),
    free: z.boolean(),
    license: text(2, 60).optional(),
    languages: z.array(z.string().regex(LANGUAGE)).min(least(1)).max(20),
  })
}

function requirement(least: Least) {
  return z.strictObject({
    id: z.string().regex(/^R[1-4]$/),
    title: text(least(3), 80),
    instructions: text(least(60), 1200),
    evidenceTypes: z.array(z.enum(EVIDENCE_TYPES)).min(least(1)).max(11),
    minItems: whole(1, 5),
    maxItems: whole(1, 10),
    maxMinutes: whole(1, 120).optional(),
    maxPages: whole(1, 50).optional(),
    maxWords: whole(1, 5000).optional(),
    shared: z.boolean(),
    indicators: z
      .array(z.strictObject({ id: z.string().regex(/^R[1-4]\.[a-f]$/), text: text(least(20), 240) }))
      .min(least(1))
      .max(6),
    readyChecks: z.array(text(10, 120)).max(6).default([]),
  })
}

function evidenceShape(least: Least) {
  const question = z.strictObject({
    id: z.string().regex(/^O[1-4]$/),
    prompt: text(least(20), 400),
    minWords: whole(0, 400),
    maxWords: whole(50, 400),
  })
  const prompt = z.strictObject({
    id: z.string().regex(/^P[1-4]$/),
    prompt: text(least(20), 400),
    maxWords: whole(50, 500),
  })
  return {
    part1: z.strictObject({ questions: z.array(question).min(least(1)).max(4) }),
    part2: z.strictObject({ requirements: z.array(requirement(least)).min(least(1)).max(4) }),
    part3: z.strictObject({ prompts: z.array(prompt).min(least(1)).max(4) }),
    practiceCase: PracticeCaseAsked.optional(),
    firstStep: text(20, 200).optional(),
    talkThrough: z
      .array(z.strictObject({ id: z.string().regex(/^T[1-6]$/), prompt: text(least(20), 300) }))
      .max(6)
      .default([]),
  }
}

function criterion(least: Least) {
  return z.strictObject({
    id: z.string().regex(/^C[1-8]$/),
    title: text(least(4), 80),
    looksAt: z.array(z.string().max(8)).max(12),
    component: z
      .string()
      .regex(/^K[1-5]$/)
      .optional(),
    mustHave: z.boolean(),
    weight: whole(1, 10),
    descriptors: z.record(levelId, text(least(40), 420)),
  })
}

const passRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('conjunctive') }),
  z.strictObject({ kind: z.literal('k_of_n'), k: whole(1, 8) }),
  z.strictObject({
    kind: z.literal('compensatory'),
    minTotal: z.number().min(0).max(100),
    sectionMin: z.partialRecord(z.enum(['O', 'R', 'P']), z.number().min(0).max(100)).default({}),
  }),
])

function rubricShape(least: Least) {
  return z.strictObject({
    levels: z
      .array(z.strictObject({ id: levelId, label: text(3, 24) }))
      .min(2)
      .max(4),
    passLevel: levelId,
    rule: passRule.default({ kind: 'conjunctive' }),
    banking: z.strictObject({ enabled: z.boolean(), months: whole(1, 60) }).default({ enabled: true, months: 12 }),
    criteria: z.array(criterion(least)).min(least(3)).max(8),
  })
}

function audienceShape(least: Least) {
  return {
    audience: z.array(z.enum(AUDIENCES)).min(least(1)).max(6),
    grades: z
      .array(z.enum(GRADES, { error: 'Write each grade as text, such as "3", K or all' }))
      .min(least(1))
      .max(15),
    subjects: z.array(tag).max(8),
    needsStudents: z.boolean(),
    tags: z.array(tag).max(8).default([]),
    effort: z.strictObject({
      hours: z.number().min(least(2)).max(60).multipleOf(0.5),
      weeksMin: whole(0, 40),
      weeksMax: whole(0, 40),
      evidenceMinutes: whole(least(10), 600),
      readerMinutes: whole(least(5), 120),
      firstStepMinutes: whole(least(10), 240),
    }),
  }
}

const need = z.enum(['required', 'recommended'])
const alignment = z.strictObject({
  frameworkId: z.string().regex(SLUG).max(60),
  itemId: z.string().trim().min(1).max(120),
  uri: z.url({ protocol: /^https$/ }).optional(),
  label: text(1, 400).optional(),
  strength: z.enum(['full', 'partial']),
  weight: z.number().min(0).max(1).optional(),
  frameworkLevel: whole(1, 4).default(3),
})
const expiry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('never') }),
  z.strictObject({
    kind: z.literal('after'),
    months: whole(6, 120),
    renewal: z.enum(['resubmit_full', 'resubmit_delta', 'reflection']),
  }),
])
const image = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('generated'), seed: z.string().regex(SLUG).max(60) }),
  z.strictObject({ kind: z.literal('upload'), fileId: z.string().min(1).max(80), alt: text(10, 160) }),
])

function termsShape(least: Least) {
  return {
    version: z.string().regex(SEMVER),
    language: z.string().regex(LANGUAGE).default('en-US'),
    license: z.enum(LICENSES).default('CC-BY-4.0'),
    prerequisites: z
      .array(
        z.union([
          z.strictObject({ code: z.string().regex(CODE), kind: need }),
          z.strictObject({ achievementId: z.uuid(), kind: need }),
        ]),
      )
      .max(5)
      .default([]),
    alignments: z.array(alignment).min(least(1)).max(20),
    aiPolicy: z
      .strictObject({ kind: z.enum(AI_POLICIES), note: text(0, 300).default('') })
      .default({ kind: 'assist_with_disclosure', note: '' }),
    expiry: expiry.default({ kind: 'never' }),
    recognitionDefaults: z
      .array(z.strictObject({ unit: z.literal('hours'), amount: z.string().regex(/^\d{1,3}\.\d{2}$/) }))
      .max(3)
      .optional(),
    safety: z.strictObject({
      // Absent parses, so that lint P1 can name the requirement that needs it.
      studentFaces: z.enum(['avoid', 'allowed_with_consent', 'not_applicable']).optional(),
      sensitiveTopics: z.boolean(),
      note: text(0, 300).default(''),
    }),
    image: image,
    contact: z.string().regex(CONTACT).max(200),
    // By when its authors look at it again; two years after publication where they name no day.
    nextReview: z.iso.date().optional(),
  }
}

function contentSchema(least: Least) {
  return z.strictObject({
    ...termsShape(least),
    ...methodShape(least),
    ...evidenceShape(least),
    rubric: rubricShape(least),
    ...audienceShape(least),
  })
}

/** Content of one version as it may be published; relations between its fields are checked by `rules/lint.ts`. */
export const AchievementContent = contentSchema((limit) => limit)
export type AchievementContent = z.infer<typeof AchievementContent>

/** The same shape while it is being written: upper limits and forms hold, lower limits wait. */
export const AchievementDraft = contentSchema(() => 0)
export type AchievementDraft = z.infer<typeof AchievementDraft>

export const AchievementIdentity = z.strictObject({
  code: z.string().regex(CODE),
  slug: z.string().regex(SLUG).min(3).max(60),
  strand: z
    .string()
    .regex(/^([A-L]|[a-z0-9]+(-[a-z0-9]+)*)$/)
    .max(40),
  visibility: z.enum(['public', 'organization']).default('public'),
})
export type AchievementIdentity = z.infer<typeof AchievementIdentity>

/** One YAML or JSON file of the catalogue: identity and one version. */
export const AchievementFile = AchievementIdentity.extend(AchievementContent.shape)
export type AchievementFile = z.infer<typeof AchievementFile>

export type Strand = (typeof STRANDS)[number]
export type Audience = (typeof AUDIENCES)[number]
export type Grade = (typeof GRADES)[number]
export type GradeBand = (typeof GRADE_BANDS)[number]
export type EvidenceType = (typeof EVIDENCE_TYPES)[number]
export type Rubric = AchievementContent['rubric']
export type Level = Rubric['levels'][number]
export type Criterion = Rubric['criteria'][number]
export type Requirement = AchievementContent['part2']['requirements'][number]
export type Resource = AchievementContent['resources'][number]
export type Alignment = AchievementContent['alignments'][number]
export type Prerequisite = AchievementContent['prerequisites'][number]
export type Effort = AchievementContent['effort']

/** What an organization awards: everything, also what is still to come, or these. */
export const ChooseOffers = z.strictObject({
  which: z.enum(['all', 'some']).default('some'),
  offered: z.array(z.uuid()).max(5000).default([]),
})
export type ChooseOffers = z.infer<typeof ChooseOffers>
