import * as z from 'zod'
import { codePoints } from '../../lib/words.ts'

export const SubmissionStatus = z.enum([
  'draft',
  'submitted',
  'precheck',
  'inReview',
  'returned',
  'earned',
  'withdrawn',
])
export type SubmissionStatus = z.infer<typeof SubmissionStatus>
export const EvidenceKind = z.enum(['file', 'image', 'audio', 'video', 'link', 'text'])
export type EvidenceKind = z.infer<typeof EvidenceKind>
/** A: nobody identifiable; B: adults with consent; C: students possibly identifiable. */
export const PrivacyClass = z.enum(['A', 'B', 'C'])
export type PrivacyClass = z.infer<typeof PrivacyClass>
export const AiPolicyKind = z.enum(['none', 'assist_with_disclosure', 'open'])
export type AiPolicyKind = z.infer<typeof AiPolicyKind>
/** What a learner confirms before submitting; the order is the order on the page and in the manifest. */
export const ATTESTATIONS = ['own-work', 'privacy', 'authentic-implementation'] as const
export const Attestation = z.enum(ATTESTATIONS)
export type Attestation = z.infer<typeof Attestation>

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const ManifestDigest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
/** Ids of a version's questions, requirements and prompts: O1, R2, P1. */
export const PlaceId = z.string().regex(/^[ORP][1-9][0-9]?$/)
export const CriterionId = z.string().regex(/^C[1-9][0-9]?$/)

/** Text of a person, counted in code points after NFC. */
function Text(most: number) {
  return z.string().refine((text) => codePoints(text) <= most, { error: 'invalid.too_big' })
}

function entry<Type extends string, Body extends z.ZodRawShape>(type: Type, body: Body) {
  return z.strictObject({ type: z.literal(`submission.${type}`), at: z.date(), body: z.strictObject(body) })
}
const attemptNo = z.int().min(1)
const none = {}
const attempt = { attemptId: z.uuid().optional() }

/** Why the content of a piece is gone while its digest stays. */
export const ERASED = ['retention', 'consent-withdrawn', 'account-erased', 'original-lost'] as const
export type ErasedBecause = (typeof ERASED)[number]
/** Why a decision is expected later than it was promised. */
export const MOVED = ['adjudication', 'late'] as const
export type Moved = (typeof MOVED)[number]

/** Pieces in their places; what is written, ticked and declared. */
export const EDITED = ['evidence', 'answers'] as const
export type Edited = (typeof EDITED)[number]

/** Every line of the log that is about a Submission; bodies carry ids, codes and numbers, never words of a person. */
export const SubmissionEntry = z.discriminatedUnion('type', [
  entry('started', { achievementId: z.uuid().optional(), achievementVersionId: z.uuid(), unitId: z.uuid().optional() }),
  entry('edited', { of: z.enum(EDITED) }),
  entry('itemReceived', { itemId: z.uuid(), kind: EvidenceKind, bytes: z.int().min(0) }),
  entry('itemCaptioned', { itemId: z.uuid() }),
  entry('itemRemoved', { itemId: z.uuid() }),
  entry('itemSorted', { itemId: z.uuid(), evidenceId: z.uuid(), requirementId: PlaceId }),
  entry('classChanged', { evidenceId: z.uuid(), from: PrivacyClass, to: PrivacyClass }),
  entry('consentGiven', { consentId: z.uuid() }),
  entry('consentWithdrawn', { consentId: z.uuid() }),
  entry('evidenceErased', { evidenceId: z.uuid(), because: z.enum(ERASED) }),
  entry('wordsErased', { words: z.int().min(1) }),
  entry('submitted', { ...attempt, attemptNo, manifestDigest: ManifestDigest }),
  entry('submitUndone', attempt),
  entry('precheckStarted', attempt),
  entry('sentBack', { ...attempt, codes: z.array(Code).min(1) }),
  entry('admitted', { ...attempt, attemptNo, dueAt: z.iso.datetime() }),
  entry('promiseMoved', { attemptId: z.uuid(), expectedAt: z.iso.datetime(), because: z.enum(MOVED) }),
  entry('clockPaused', { reason: Code }),
  entry('clockResumed', none),
  entry('versionMoved', { from: z.uuid(), to: z.uuid() }),
  entry('practiceOpened', none),
  entry('practiceLocked', { requirementId: PlaceId }),
  entry('practiceUnlocked', { requirementId: PlaceId }),
  entry('coachMet', { at: z.iso.datetime() }),
  entry('coachGateLapsed', none),
  entry('retirementTold', { achievementVersionId: z.uuid() }),
  entry('reminded', { daysLeft: z.int().min(1), achievementVersionId: z.uuid().optional() }),
  entry('returned', { decisionId: z.uuid() }),
  entry('earned', { decisionId: z.uuid() }),
  entry('withdrawn', { reason: z.enum(['learner', 'expired']) }),
])
export type SubmissionEntry = z.infer<typeof SubmissionEntry>
export type SubmissionEntryType = SubmissionEntry['type']

export const AiDisclosure = z.strictObject({
  policy: AiPolicyKind,
  used: z.boolean(),
  tools: z.array(Text(120)).max(20),
  purpose: Text(4000),
  changed: Text(4000).optional(),
})
export type AiDisclosure = z.infer<typeof AiDisclosure>

/** What an attempt freezes, as canonical JSON. */
export const AttemptManifest = z.strictObject({
  format: z.literal('cairn-attempt/1'),
  submissionId: z.uuid(),
  attemptNo,
  achievementVersionId: z.uuid(),
  rubricDigest: ManifestDigest,
  responses: z.array(z.strictObject({ promptId: PlaceId, words: z.int().min(0), sha256: Sha256 })),
  evidence: z.array(
    z.strictObject({
      id: z.uuid(),
      requirementId: PlaceId,
      kind: EvidenceKind,
      type: z.string().min(1),
      mediaType: z.string().min(1),
      bytes: z.int().min(0),
      sha256: Sha256,
      shared: z.boolean(),
      captured: z.strictObject({ inApp: z.boolean(), at: z.iso.datetime() }).optional(),
    }),
  ),
  aiDisclosure: AiDisclosure.nullable(),
  attestations: z.array(Attestation),
  consents: z.array(z.uuid()),
  banked: z.array(z.strictObject({ criterionId: CriterionId, attemptNo })),
  submittedAt: z.iso.datetime(),
})
export type AttemptManifest = z.infer<typeof AttemptManifest>

export const ConsentScope = z.enum(['review', 'review+coaching', 'review+training'])
export type ConsentScope = z.infer<typeof ConsentScope>

export const StartSubmission = z.strictObject({
  /** What everybody starts with: the version that is current now. */
  achievementId: z.uuid().optional(),
  achievementVersionId: z.uuid().optional(),
  /** The organization that will judge it; absent, the learner's own or the site's. */
  tenantId: z.uuid().optional(),
})
export type StartSubmission = z.infer<typeof StartSubmission>
/** The statement is stored; forms and children's names are not. */
export const GiveConsent = z.strictObject({
  class: PrivacyClass,
  scope: ConsentScope,
  collectedBy: z.enum(['self', 'school', 'district']),
  keptWhere: Text(200),
  people: z.int().min(0).max(2000),
  collectedOn: z.iso.date(),
  untilOn: z.iso.date().nullable(),
})
export type GiveConsent = z.infer<typeof GiveConsent>

/** What the pages' forms send: text as the browser writes it, read at the door. */
const typed = Text(40_000)
const chosen = z.string().max(40)
const evidenceType = chosen.optional()
export const TypedEvidence = z.strictObject({ body: typed, evidenceType })
export type TypedEvidence = z.infer<typeof TypedEvidence>
export const LinkedEvidence = z.strictObject({ url: z.string().max(4_000), evidenceType })
export type LinkedEvidence = z.infer<typeof LinkedEvidence>
export const NamedPiece = z.strictObject({ evidenceId: z.uuid() })
export type NamedPiece = z.infer<typeof NamedPiece>
/** The version that a draft is to follow. */
export const MoveVersion = z.strictObject({ to: z.uuid() })
export type MoveVersion = z.infer<typeof MoveVersion>
export const NamedItem = z.strictObject({ itemId: z.uuid() })
export type NamedItem = z.infer<typeof NamedItem>
const empty = z.literal('').transform(() => null)
const ticked = z
  .enum(['yes', 'on', 'off'])
  .optional()
  .transform((value) => value === 'yes' || value === 'on')
export const PieceAnswers = z.strictObject({
  evidenceId: z.uuid(),
  evidenceType: chosen,
  class: PrivacyClass,
  consentId: z.union([empty, z.uuid()]).default(null),
  confirmed: ticked,
})
export type PieceAnswers = z.infer<typeof PieceAnswers>
const many = z.union([
  z
    .string()
    .max(240)
    .transform((one) => [one]),
  z.array(z.string().max(240)).max(24),
])
export const CheckAnswers = z.strictObject({ yes: many.default([]), go: z.enum(['stay', 'on']).default('stay') })
export type CheckAnswers = z.infer<typeof CheckAnswers>
const dateOrNone = z.union([empty, z.iso.date()]).default(null)
export const ConsentForm = z.strictObject({
  scope: ConsentScope,
  collectedBy: z.enum(['self', 'school', 'district']),
  keptWhere: Text(200),
  people: z.coerce.number().int().min(1, 'refusal.people-none').max(2000),
  collectedOn: z.iso.date(),
  untilOn: dateOrNone,
})
export type ConsentForm = z.infer<typeof ConsentForm>
const revision = z.coerce.number().int().min(0)
export const WrittenAnswers = z.strictObject({
  answers: z.record(PlaceId, z.strictObject({ body: typed, revision })),
  go: z.enum(['stay', 'on']).default('stay'),
})
export type WrittenAnswers = z.infer<typeof WrittenAnswers>
export const Autosave = z.strictObject({ body: typed, revision: z.int().min(0) })
export type Autosave = z.infer<typeof Autosave>
export const DeclarationForm = z.strictObject({
  attempt: z.coerce.number().int().min(1),
  attestations: z.union([Attestation.transform((one) => [one]), z.array(Attestation)]).default([]),
  aiUsed: z.enum(['yes', 'no']).optional(),
  aiTools: typed.default(''),
  aiPurpose: typed.default(''),
  activityFrom: dateOrNone,
  activityUntil: dateOrNone,
  showName: z.enum(['yes', 'no']).default('no'),
  /** A part to go on to, once this is kept. */
  go: z.string().max(8).optional(),
  /** What stood there when the page came, and what it has on its way: how a change from elsewhere is told from one's own. */
  seen: z.string().max(60_000).optional(),
})
export type DeclarationForm = z.infer<typeof DeclarationForm>
/** The same as one form keeps it, field by field. */
export const SaidWords = z.strictObject({
  attestations: z.array(Attestation).max(ATTESTATIONS.length),
  aiUsed: z.enum(['', 'yes', 'no']),
  aiTools: typed,
  aiPurpose: typed,
  activityFrom: z.string().max(10),
  activityUntil: z.string().max(10),
  showName: z.enum(['yes', 'no']),
})
export type SaidWords = z.infer<typeof SaidWords>
export const SeenWords = z.array(SaidWords).min(1).max(2)
/** A consent that ends, with the word that its holder knows what follows. */
export const EndConsent = z.strictObject({ confirmed: ticked, of: z.uuid().optional() })
export type EndConsent = z.infer<typeof EndConsent>
export const Withdrawing = z.strictObject({ confirmed: ticked })
export type Withdrawing = z.infer<typeof Withdrawing>
/** A part that is locked, with the word that its holder knows what follows. */
export const LockPart = z.strictObject({ confirmed: ticked })
export type LockPart = z.infer<typeof LockPart>
const caption = Text(2_000).optional()
export const TypedItem = z.strictObject({ body: typed, caption })
export type TypedItem = z.infer<typeof TypedItem>
export const LinkedItem = z.strictObject({ url: z.string().max(4_000), caption })
export type LinkedItem = z.infer<typeof LinkedItem>
/** `of` tells the page which line was typed when it is refused; the deed goes by the address. */
export const Caption = z.strictObject({ caption: Text(2_000), of: z.uuid().optional() })
export type Caption = z.infer<typeof Caption>
/** Submission and requirement in one choice: `<uuid>/R2`. */
export const SortForm = z.strictObject({ place: z.string().regex(/^[0-9a-f-]{36}\/R[1-9][0-9]?$/) })
export type SortForm = z.infer<typeof SortForm>
export const AskReceipt = z.strictObject({ sha256: Sha256.optional() })
export type AskReceipt = z.infer<typeof AskReceipt>
/** Why a file sent by a plain form was not taken, for the page it came from. */
export const Refused = z.object({
  refused: Code.optional(),
  size: z.string().max(12).optional(),
  most: z.string().max(12).optional(),
  ending: z.string().max(12).optional(),
  seconds: z.coerce.number().int().min(1).max(3_600).optional().catch(undefined),
})
export type Refused = z.infer<typeof Refused>
