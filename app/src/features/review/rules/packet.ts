import * as z from 'zod'
import { AiPolicyKind, type AttemptManifest, EvidenceKind, PlaceId } from '../../submission/model.ts'
import { DraftScore } from '../model.ts'
import { masked } from './identity.ts'
import type { CriterionLike, RubricLike } from './levels.ts'

const Id = z.string().min(1)
/** What the desk shows a piece in; the file's own type stays behind. */
const Viewer = z.enum(['image', 'audio', 'video', 'pdf', 'text', 'other'])
export type Viewer = z.infer<typeof Viewer>
const OpenCriterion = z.strictObject({
  id: Id,
  title: z.string(),
  looksAt: z.array(z.string()),
  descriptors: z.record(z.string(), z.string()),
  state: z.literal('open'),
})
const MetCriterion = z.strictObject({ id: Id, state: z.literal('met-earlier') })

/** Everything a reader's page receives before submitting, and not one field more. The same for every purpose. */
export const Packet = z.strictObject({
  reviewId: Id,
  alias: z.string(),
  achievement: z.strictObject({ title: z.string(), version: z.string() }),
  dueAt: z.iso.datetime(),
  expectedMinutes: z.number(),
  version: z.int(),
  rubric: z.strictObject({
    levels: z.array(z.strictObject({ id: Id, label: z.string() })),
    passLevel: Id,
    criteria: z.array(z.discriminatedUnion('state', [OpenCriterion, MetCriterion])),
  }),
  responses: z.array(z.strictObject({ promptId: PlaceId, text: z.string(), words: z.int() })),
  evidence: z.array(
    z.strictObject({
      id: Id,
      requirementId: PlaceId,
      kind: EvidenceKind,
      url: z.string(),
      viewer: Viewer,
      /** A text that is itself the evidence. */
      text: z.string().optional(),
      /** A page elsewhere of which no copy is kept. */
      link: z.string().optional(),
      pages: z.number().optional(),
      /** The same bytes also lie in another portfolio here; whose is not said. */
      elsewhere: z.literal(true).optional(),
      seconds: z.number().optional(),
      transcript: z.string().optional(),
      captions: z.boolean().optional(),
    }),
  ),
  aiDisclosure: z.strictObject({ policy: AiPolicyKind, used: z.boolean(), purpose: z.string() }).nullable(),
  scores: z.array(DraftScore.omit({ seconds: true })),
  queue: z.strictObject({ position: z.int(), of: z.int() }),
  exemplars: z.array(
    z.strictObject({
      criterionId: Id,
      levelId: Id,
      text: z.string(),
      /** Written for practice, not real work. */
      constructed: z.boolean(),
      /** The page where its file can be looked at; without names. */
      file: z.string().optional(),
    }),
  ),
})
export type Packet = z.infer<typeof Packet>

/** What the desk adds to one piece of the manifest. */
export interface EvidenceView {
  readonly url: string
  readonly viewer: Viewer
  readonly text?: string | undefined
  readonly link?: string | undefined
  readonly pages?: number | undefined
  readonly elsewhere?: boolean | undefined
  readonly seconds?: number | undefined
  readonly transcript?: string | undefined
  readonly captions?: boolean | undefined
}

export interface PacketFacts {
  readonly reviewId: string
  readonly alias: string
  readonly achievement: { readonly title: string; readonly version: string }
  readonly dueAt: Date
  readonly expectedMinutes: number
  readonly version: number
  readonly rubric: Pick<RubricLike, 'levels' | 'passLevel' | 'criteria'>
  readonly openCriteria: readonly string[]
  readonly manifest: Pick<AttemptManifest, 'responses' | 'evidence' | 'aiDisclosure'>
  /** Answers as frozen, by prompt. */
  readonly texts: ReadonlyMap<string, string>
  readonly views: ReadonlyMap<string, EvidenceView>
  readonly draft: readonly DraftScore[]
  readonly queue: { readonly position: number; readonly of: number }
  readonly exemplars: Packet['exemplars']
  /** Names, schools and handles of the learner, covered in free text. */
  readonly identities: readonly string[]
}

/** Built from the frozen manifest, field by field: what is not written here cannot get out. */
export function buildPacket(facts: PacketFacts): Packet {
  const { reviewId, alias, achievement, expectedMinutes, version, queue } = facts
  return {
    reviewId,
    alias,
    achievement: { title: achievement.title, version: achievement.version },
    dueAt: facts.dueAt.toISOString(),
    expectedMinutes,
    version,
    rubric: rubricPart(facts),
    responses: facts.manifest.responses.map(({ promptId, words }) => ({
      promptId,
      text: covered(facts, facts.texts.get(promptId)),
      words,
    })),
    evidence: facts.manifest.evidence.map((piece) => evidencePart(facts, piece)),
    aiDisclosure: disclosurePart(facts),
    scores: facts.openCriteria.map((id) => scorePart(facts, id)),
    queue: { position: queue.position, of: queue.of },
    exemplars: facts.exemplars.map(({ criterionId, levelId, text, constructed, file }) => ({
      ...{ criterionId, levelId, text, constructed },
      ...(file === undefined ? {} : { file }),
    })),
  }
}

function rubricPart({ rubric, openCriteria }: PacketFacts): Packet['rubric'] {
  return {
    levels: rubric.levels.map(({ id, label }) => ({ id, label })),
    passLevel: rubric.passLevel,
    criteria: rubric.criteria.map((criterion) =>
      openCriteria.includes(criterion.id) ? openPart(criterion) : { id: criterion.id, state: 'met-earlier' },
    ),
  }
}

function openPart({ id, title, looksAt, descriptors }: CriterionLike): Packet['rubric']['criteria'][number] {
  return { id, title, looksAt: [...looksAt], descriptors: { ...descriptors }, state: 'open' }
}

function evidencePart(
  facts: PacketFacts,
  { id, requirementId, kind }: AttemptManifest['evidence'][number],
): Packet['evidence'][number] {
  const view = facts.views.get(id)
  if (!view) throw new RangeError(`No view of evidence ${id}`)
  const { url, viewer, text, link, pages, elsewhere, seconds, transcript, captions } = view
  return {
    id,
    requirementId,
    kind,
    url,
    viewer,
    ...(text === undefined ? {} : { text: covered(facts, text) }),
    ...(link === undefined ? {} : { link }),
    ...(pages === undefined ? {} : { pages }),
    ...(elsewhere ? { elsewhere: true as const } : {}),
    ...(seconds === undefined ? {} : { seconds }),
    ...(transcript === undefined ? {} : { transcript: covered(facts, transcript) }),
    ...(captions === undefined ? {} : { captions }),
  }
}

function disclosurePart(facts: PacketFacts): Packet['aiDisclosure'] {
  const disclosure = facts.manifest.aiDisclosure
  return disclosure && { policy: disclosure.policy, used: disclosure.used, purpose: covered(facts, disclosure.purpose) }
}

function scorePart({ draft }: PacketFacts, criterionId: string): Packet['scores'][number] {
  const saved = draft.find((score) => score.criterionId === criterionId)
  return {
    criterionId,
    levelId: saved?.levelId ?? null,
    confidence: saved?.confidence ?? null,
    comment: saved?.comment ?? '',
    missing: saved?.missing ?? '',
    nextStep: saved?.nextStep ?? '',
    anchors: [...(saved?.anchors ?? [])],
  }
}

function covered({ identities }: PacketFacts, text = ''): string {
  return masked(text, identities)
}

export function viewerFor({ kind, mediaType }: { kind: EvidenceKind; mediaType: string }): Viewer {
  if (kind === 'text' || mediaType.startsWith('text/plain')) return 'text'
  if (mediaType === 'application/pdf') return 'pdf'
  const family = mediaType.split('/')[0]
  return family === 'image' || family === 'audio' || family === 'video' ? family : 'other'
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/msword': '.doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
  'application/vnd.oasis.opendocument.text': '.odt',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'text/csv': '.csv',
}

/** So that a file that is opened outside finds its program; the name itself says the place and the kind alone. */
export function endingFor(mediaType: string): string {
  return ENDINGS[mediaType.split(';')[0]?.trim() ?? ''] ?? ''
}
