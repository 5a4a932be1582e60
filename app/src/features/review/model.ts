import * as z from 'zod'
import { codePoints } from '../../lib/words.ts'
import { CriterionId, ManifestDigest, PlaceId } from '../submission/model.ts'
import { MOST } from './rules/limits.ts'

export const ReviewStatus = z.enum(['open', 'leased', 'submitted', 'settled', 'cancelled'])
export type ReviewStatus = z.infer<typeof ReviewStatus>
/** Why a reading exists; never sent to the reader. */
export const Purpose = z.enum([
  'first',
  'second',
  'adjudication',
  'seed',
  'appeal',
  'recall',
  'link',
  'qualification',
  'practice',
])
export type Purpose = z.infer<typeof Purpose>
export const ReaderStatus = z.enum([
  'applied',
  'training',
  'practicing',
  'qualifying',
  'waiting',
  'live',
  'watch',
  'paused',
  'expired',
  'left',
])
export type ReaderStatus = z.infer<typeof ReaderStatus>
export const Outcome = z.enum(['earned', 'returned'])
export type Outcome = z.infer<typeof Outcome>

/** Text of a person, counted in code points after NFC; a form sends a line's end as two signs, a script as one. */
function Text(most: number) {
  return z
    .string()
    .overwrite((text) => text.replaceAll('\r\n', '\n'))
    .refine((text) => codePoints(text) <= most, { error: 'invalid.too_big' })
}
const share = z.number().min(0).max(1)
const seconds = z.number().min(0).max(86_400)

/** Where in the evidence a comment points. `absent` says that a place held nothing. */
export const Anchor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), evidenceId: z.uuid(), page: z.int().min(1) }),
  z.strictObject({ kind: z.literal('time'), evidenceId: z.uuid(), from: seconds, to: seconds.optional() }),
  z.strictObject({
    kind: z.literal('region'),
    evidenceId: z.uuid(),
    page: z.int().min(1).optional(),
    x: share,
    y: share,
    width: share,
    height: share,
  }),
  z.strictObject({ kind: z.literal('quote'), evidenceId: z.uuid(), text: Text(MOST.spot) }),
  z.strictObject({ kind: z.literal('response'), promptId: PlaceId, text: Text(MOST.spot) }),
  z.strictObject({ kind: z.literal('absent'), requirementId: PlaceId }),
])
export type Anchor = z.infer<typeof Anchor>

const Confidence = z.int().min(1).max(3)
const LevelId = z.string().regex(/^[a-z][a-z0-9_]{0,23}$/)

/** Level and feedback on one criterion: what met it, what is missing, one next step. */
export const Score = z.strictObject({
  criterionId: CriterionId,
  levelId: LevelId,
  confidence: Confidence,
  comment: Text(MOST.comment),
  missing: Text(MOST.missing),
  nextStep: Text(MOST.nextStep),
  anchors: z.array(Anchor).max(20),
  seconds: z.int().min(0),
})
export type Score = z.infer<typeof Score>

/** While it is being written: neither level nor confidence has a default. */
export const DraftScore = Score.extend({ levelId: LevelId.nullable(), confidence: Confidence.nullable() })
export type DraftScore = z.infer<typeof DraftScore>

const version = z.int().min(0)
export const SaveScores = z.strictObject({
  reviewId: z.uuid(),
  version,
  scores: z.array(DraftScore).max(8),
  overall: Text(MOST.overall).optional(),
})
export type SaveScores = z.infer<typeof SaveScores>
export const SubmitReading = z.strictObject({ reviewId: z.uuid(), version, submitKey: z.uuid() })
export type SubmitReading = z.infer<typeof SubmitReading>
export const NextReading = z.strictObject({ familyId: z.uuid().optional() })
export type NextReading = z.infer<typeof NextReading>
export const MoveReading = z.strictObject({ reviewId: z.uuid() })
export type MoveReading = z.infer<typeof MoveReading>
export const FlagReading = z.strictObject({
  reviewId: z.uuid(),
  kind: z.enum(['privacy', 'duplicate', 'safety', 'technical']),
  evidenceId: z.uuid().optional(),
  note: Text(4000),
})
export type FlagReading = z.infer<typeof FlagReading>

/** One criterion as the adjudicator decides it. */
export const Ruling = z.strictObject({
  criterionId: CriterionId,
  levelId: LevelId,
  reason: Text(MOST.reason),
  anchors: z.array(Anchor).max(20),
  bothWrong: z.boolean(),
})
export type Ruling = z.infer<typeof Ruling>
export const Adjudicate = z.strictObject({
  reviewId: z.uuid(),
  version,
  submitKey: z.uuid(),
  rulings: z.array(Ruling).min(1).max(8),
})
export type Adjudicate = z.infer<typeof Adjudicate>

const reading = { reviewId: z.uuid(), attemptId: z.uuid() }
function entry<Type extends string, Body extends z.ZodRawShape>(type: Type, body: Body) {
  return z.strictObject({ type: z.literal(`review.${type}`), at: z.date(), body: z.strictObject(body) })
}

/** The lines that are about one reading. */
export const ReviewEntry = z.discriminatedUnion('type', [
  entry('opened', { ...reading, purpose: Purpose, slot: z.int().optional() }),
  entry('adjudicationOpened', {
    ...reading,
    criteria: z.array(CriterionId).min(1),
    expectedAt: z.iso.datetime().optional(),
  }),
  entry('claimed', { ...reading, leaseUntil: z.iso.datetime() }),
  entry('leaseExpired', reading),
  entry('released', { ...reading, because: z.enum(['evidence-altered']).optional() }),
  entry('conflictDeclared', reading),
  entry('flagged', {
    ...reading,
    kind: z.enum([...FlagReading.shape.kind.options, 'altered', 'names']),
    evidenceId: z.uuid().optional(),
  }),
  entry('namesFound', reading),
  entry('submitted', reading),
  entry('submitUndone', reading),
  entry('evidenceOpened', { ...reading, evidenceIds: z.array(z.uuid()).min(1) }),
  entry('settled', { ...reading, decisionId: z.uuid().optional() }),
  entry('cancelled', {
    ...reading,
    because: z.enum(['withdrawn', 'sent-back', 'award', 'qa-lead']),
  }),
])
export type ReviewEntry = z.infer<typeof ReviewEntry>

export const ScoreSource = z.enum(['single', 'agreed', 'higher', 'adjudicated', 'banked', 'reread'])
export type ScoreSource = z.infer<typeof ScoreSource>
export const CriterionState = z.enum(['met', 'notYet', 'reread'])
export type CriterionState = z.infer<typeof CriterionState>
export const FinalCriterion = z.strictObject({
  criterionId: CriterionId,
  /** Null where it will be read again. */
  levelId: LevelId.nullable(),
  state: CriterionState,
  source: ScoreSource,
})
export type FinalCriterion = z.infer<typeof FinalCriterion>
/** One row of an append-only table. */
export const Decision = z.strictObject({
  result: Outcome,
  criteria: z.array(FinalCriterion),
  readings: z.array(z.uuid()),
  adjudicated: z.boolean(),
  routingReasons: z.array(z.string()),
  rubricDigest: ManifestDigest,
  manifestDigest: ManifestDigest,
  /** Read by people not yet qualified: said wherever the decision is shown, and never part of published agreement. */
  provisional: z.boolean(),
  supersedes: z.uuid().optional(),
})
export type Decision = z.infer<typeof Decision>

/** What a decision tells the other features: ids, codes and numbers. */
export const ReviewDecided = z.strictObject({
  attemptId: z.uuid(),
  attemptNo: z.int().min(1),
  decisionId: z.uuid(),
  result: Outcome,
  readings: z.array(z.uuid()).min(1),
  adjudicated: z.boolean(),
  provisional: z.boolean(),
  final: z.array(FinalCriterion),
  supersedes: z.uuid().optional(),
})
export type ReviewDecided = z.infer<typeof ReviewDecided>
/** What readings are opened from; declared here, since the log is all that is heard of it. */
export const Admitted = z.object({ attemptId: z.uuid(), attemptNo: z.int(), dueAt: z.iso.datetime() })
export const SentBack = z.object({ attemptId: z.uuid() })
export const OneReading = z.object({ reviewId: z.uuid() })
export const Tied = z.object({ personId: z.uuid(), otherId: z.uuid() })
export const Settling = z.object({ attemptId: z.uuid() })
export const DecisionDue = z.object({ attemptId: z.uuid() })
/** A piece too large to be read through while a page waits. */
export const ReadThrough = z.object({ reviewId: z.uuid(), evidenceId: z.uuid(), accountId: z.uuid() })
export const LeaseEnd = z.object({ reviewId: z.uuid() })

const nothingOr = z.literal('').transform(() => null)
/** A place and a spot in it, as a form sends them. */
const AnchorTyped = z.strictObject({ place: z.string().max(60), at: Text(MOST.spot) })
const places = z.record(z.string().regex(/^[0-9]{1,2}$/), AnchorTyped).default({})
const ScoreTyped = z.strictObject({
  levelId: LevelId.or(nothingOr).default(null),
  confidence: z.coerce.number().pipe(Confidence).or(nothingOr).default(null),
  comment: Text(MOST.comment).default(''),
  missing: Text(MOST.missing).default(''),
  nextStep: Text(MOST.nextStep).default(''),
  seconds: z.coerce.number().int().min(0).max(259_200).default(0),
  anchors: places,
})
const typedVersion = z.coerce.number().pipe(version)

/** The desk as a plain form. */
export const DeskForm = z.strictObject({
  intent: z.enum(['save', 'submit', 'again', 'break']),
  version: typedVersion,
  submitKey: z.uuid(),
  scores: z.record(CriterionId, ScoreTyped).default({}),
  overall: Text(MOST.overall).default(''),
})
export type DeskForm = z.infer<typeof DeskForm>
export type ScoreTyped = z.infer<typeof ScoreTyped>

/** A ruling that is being written: the level may still be open. */
export const DraftRuling = Ruling.extend({ levelId: LevelId.nullable() })
export type DraftRuling = z.infer<typeof DraftRuling>
export const SaveRulings = z.strictObject({ version, rulings: z.array(DraftRuling).max(8) })
export type SaveRulings = z.infer<typeof SaveRulings>

/** The adjudicator's desk as a plain form. */
export const RulingForm = z.strictObject({
  intent: z.enum(['save', 'submit']),
  version: typedVersion,
  submitKey: z.uuid(),
  rulings: z
    .record(
      CriterionId,
      z.strictObject({
        levelId: LevelId.or(nothingOr).default(null),
        reason: Text(MOST.reason).default(''),
        bothWrong: z.enum(['on', 'off']).default('off'),
        anchors: places,
      }),
    )
    .default({}),
})
export type RulingForm = z.infer<typeof RulingForm>

export const TakeNext = z.strictObject({ lane: z.enum(['readings', 'rulings']), claimKey: z.uuid() })
export type TakeNext = z.infer<typeof TakeNext>
export const Nothing = z.strictObject({})
export type Nothing = z.infer<typeof Nothing>
export const RaiseFlag = FlagReading.omit({ reviewId: true }).extend({
  evidenceId: z.uuid().or(nothingOr).default(null),
})
export type RaiseFlag = z.infer<typeof RaiseFlag>
export const SaveSheet = SaveScores.omit({ reviewId: true })
export type SaveSheet = z.infer<typeof SaveSheet>
export const SubmitSheet = SubmitReading.omit({ reviewId: true })
export type SubmitSheet = z.infer<typeof SubmitSheet>
export const AddReader = z.strictObject({
  accountId: z.uuid('review.readers.person-needed'),
  languages: z.array(z.enum(['en', 'es'])).min(1, 'review.readers.language-needed'),
})
export type AddReader = z.infer<typeof AddReader>
/** One line of the comment bank. */
export const NewBankLine = z.strictObject({
  text: z.string().trim().min(1, 'review.bank.empty').pipe(Text(1000)),
})
export type NewBankLine = z.infer<typeof NewBankLine>
/** Why readers of earlier attempts may read this one as well. */
export const LiftEarlier = z.strictObject({
  /** Which of the page's forms it was, so that a refusal stands in that one. */
  about: z.uuid().optional(),
  reason: z.string().trim().min(1, 'review.stuck.reason-needed').pipe(Text(1000)),
})
export type LiftEarlier = z.infer<typeof LiftEarlier>
