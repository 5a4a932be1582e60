import { createHash, randomBytes } from 'node:crypto'
import type { AchievementVersion } from '../../features/catalog/reads.ts'
import { takeNext } from '../../features/review/actions/claim.ts'
import { saveSheet } from '../../features/review/actions/save.ts'
import { submitReading } from '../../features/review/actions/submit.ts'
import type { DraftScore } from '../../features/review/model.ts'
import { findReview } from '../../features/review/reads/reviews.ts'
import { withdrawSubmission } from '../../features/submission/actions/moves.ts'
import { buildManifest, manifestBytes } from '../../features/submission/rules/manifest.ts'
import { append } from '../../platform/log.ts'
import type { World } from '../world.ts'
import type { District, Someone } from './people.ts'
import type { Reader } from './reader.ts'

export interface Admitted {
  readonly district: District
  readonly learner: Someone
  readonly version: AchievementVersion
  readonly submissionId: string
  readonly attemptId: string
  readonly attemptNo: number
  readonly evidenceIds: readonly string[]
}
export interface GivenWork {
  readonly district: District
  readonly learner: Someone
  readonly version: AchievementVersion
  readonly school?: string
  readonly dueAt?: Date
  /** What the one text piece says. */
  readonly text?: string
  readonly answer?: string
  /** A file beside the text. */
  readonly file?: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }
}

const sha = (body: string | Uint8Array) => createHash('sha256').update(body).digest('hex')

/** A submission whose first attempt has passed the checks; its readings are open once the world has settled. */
export async function anAdmitted(world: World, given: GivenWork): Promise<Admitted> {
  const { newId, now } = world.home.ports
  const { district, learner, version } = given
  const submissionId = newId()
  await world.owner.query(
    `insert into submission (tenant_id, id, learner_id, achievement_id, achievement_version_id, unit_id, status, attempt_no, salt, started_at, last_edit_at)
     values ($1, $2, $3, $4, $5, $6, 'inReview', 1, $7, $8, $8)`,
    [
      district.tenantId,
      submissionId,
      learner.id,
      version.achievementId,
      version.id,
      given.school ? (district.units[given.school] ?? null) : null,
      randomBytes(32),
      now(),
    ],
  )
  await say(world, { ...given, submissionId }, 'submission.started', {
    achievementId: version.achievementId,
    achievementVersionId: version.id,
  })
  return anAttempt(world, { ...given, submissionId, attemptNo: 1, banked: [] })
}

/** The next attempt of the same work, with what is kept from an earlier decision. */
export async function aRetry(
  world: World,
  before: Admitted,
  given: { banked: readonly { criterionId: string; attemptNo: number; levelId: string }[]; text?: string },
): Promise<Admitted> {
  const attemptNo = before.attemptNo + 1
  await world.owner.query(
    `update submission set status = 'inReview', attempt_no = $3 where tenant_id = $1 and id = $2`,
    [before.district.tenantId, before.submissionId, attemptNo],
  )
  return anAttempt(world, { ...before, ...given, attemptNo })
}

interface GivenAttempt extends GivenWork {
  readonly submissionId: string
  readonly attemptNo: number
  readonly banked: readonly { criterionId: string; attemptNo: number; levelId: string }[]
}

async function anAttempt(world: World, given: GivenAttempt): Promise<Admitted> {
  const { newId, now } = world.home.ports
  const { district, learner, version, submissionId, attemptNo } = given
  const evidence = await pieces(world, given)
  const answer = given.answer ?? 'Most of my class starts late on Mondays.'
  const manifest = buildManifest({
    submissionId,
    attemptNo,
    achievementVersionId: version.id,
    rubricDigest: `sha256:${sha(version.id)}`,
    responses: [{ promptId: 'O1', body: answer, sha256: sha(answer) }],
    evidence,
    aiDisclosure: { policy: 'assist_with_disclosure', used: true, tools: [], purpose: 'Spelling only.' },
    attestations: ['own-work', 'privacy', 'authentic-implementation'],
    consents: [],
    banked: given.banked,
    submittedAt: now(),
  })
  const bytes = Buffer.from(manifestBytes(manifest))
  const manifestDigest = `sha256:${sha(bytes)}`
  const attemptId = newId()
  const dueAt = given.dueAt ?? new Date(now().getTime() + 7 * 86_400_000)
  await world.owner.query(
    `insert into submission_attempt (tenant_id, id, submission_id, learner_id, attempt_no, manifest, manifest_digest, submitted_at, admitted_at, due_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)`,
    [district.tenantId, attemptId, submissionId, learner.id, attemptNo, bytes, manifestDigest, now(), dueAt],
  )
  await world.owner.query(
    `insert into attempt_response (tenant_id, attempt_id, learner_id, prompt_id, body, words, sha256) values ($1, $2, $3, 'O1', $4, 8, $5)`,
    [district.tenantId, attemptId, learner.id, answer, sha(answer)],
  )
  await say(world, given, 'submission.submitted', { attemptId, attemptNo, manifestDigest })
  await say(world, given, 'submission.precheckStarted', { attemptId })
  await say(world, given, 'submission.admitted', { attemptId, attemptNo, dueAt: dueAt.toISOString() })
  return { district, learner, version, submissionId, attemptId, attemptNo, evidenceIds: evidence.map(({ id }) => id) }
}

async function pieces(world: World, given: GivenAttempt) {
  const text = given.text ?? 'Monday 4 minutes, Tuesday 3, Wednesday 5, Thursday 2, Friday 2. All 24 greeted.'
  const written = {
    kind: 'text' as const,
    name: 'note.txt',
    mediaType: 'text/plain',
    bytes: Buffer.byteLength(text),
    sha256: sha(text),
    blobKey: null as string | null,
    body: text as string | null,
  }
  const all = given.file ? [written, await stored(world, given, given.file)] : [written]
  const frozen = []
  for (const piece of all) {
    const id = world.home.ports.newId()
    const { district, submissionId, learner } = given
    await world.owner.query(
      `insert into evidence (tenant_id, id, submission_id, learner_id, requirement_id, kind, evidence_type, name, media_type, bytes, sha256, blob_key, body, added_at, frozen_at)
       values ($1, $2, $3, $4, 'R1', $5, 'data_table', $6, $7, $8, $9, $10, $11, $12, $12)`,
      [
        district.tenantId,
        id,
        submissionId,
        learner.id,
        piece.kind,
        piece.name,
        piece.mediaType,
        piece.bytes,
        piece.sha256,
        piece.blobKey,
        piece.body,
        world.clock.now(),
      ],
    )
    const { kind, mediaType, bytes, sha256 } = piece
    frozen.push({ id, requirementId: 'R1', kind, type: 'data_table', mediaType, bytes, sha256, shared: false })
  }
  return frozen
}

async function stored(world: World, { learner }: GivenAttempt, file: NonNullable<GivenWork['file']>) {
  async function* once() {
    yield file.bytes
  }
  const { key, sha256, bytes } = await world.home.ports.blobs.put(`person/${learner.id}`, once())
  const kind = file.mediaType.startsWith('image/') ? ('image' as const) : ('file' as const)
  return {
    kind,
    name: file.name,
    mediaType: file.mediaType,
    bytes,
    sha256,
    blobKey: key as string | null,
    body: null as string | null,
  }
}

type Line = 'submission.started' | 'submission.submitted' | 'submission.precheckStarted' | 'submission.admitted'

async function say(
  world: World,
  { district, learner, submissionId }: { district: District; learner: Someone; submissionId: string },
  type: Line,
  body: Record<string, string | number>,
): Promise<void> {
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  await ctx.transact((tx) => append(ctx, tx, { type, subjectId: submissionId, personId: learner.id, body }))
}

const FORTY =
  'The log shows the minutes for the first days and then stops, so the change cannot be seen from it. The column for Friday is empty and the count of students greeted is there for two days only, which leaves the week open.'

/** One complete score: a not-yet says what is missing, where, and what to do next. */
export function aScore(criterionId: string, levelId: string, evidenceId: string): DraftScore {
  const met = levelId !== 'not_yet'
  return {
    criterionId,
    levelId,
    confidence: 3,
    comment: met ? 'Each day has its minutes and its count, in one table.' : '',
    missing: met ? '' : FORTY,
    nextStep: met ? '' : 'Add the minutes and the count for each of the five days.',
    anchors: met ? [] : [{ kind: 'quote', evidenceId, text: 'Friday' }],
    seconds: 60,
  }
}

export type LevelsById = Readonly<Record<string, string>>

/** Takes the head of the queue; null when nothing waits. */
export async function take(
  world: World,
  reader: Reader,
  lane: 'readings' | 'rulings' = 'readings',
): Promise<string | null> {
  return takeNext(reader.ctx, { lane, claimKey: world.home.ports.newId() })
}

/** Writes and submits a whole reading of what the reader holds. */
export async function readThrough(
  world: World,
  reader: Reader,
  { reviewId, work, levels }: { reviewId: string; work: Admitted; levels: LevelsById },
): Promise<void> {
  const review = await reader.ctx.transact((tx) => findReview(tx, reader.ctx.scope, reviewId))
  if (!review) throw new Error('There is no such reading')
  const evidenceId = work.evidenceIds[0] ?? ''
  const scores = review.criteria.map((id) => aScore(id, levels[id] ?? 'demonstrated', evidenceId))
  const saved = await saveSheet(reader.ctx, { reviewId, version: review.version, scores, overall: 'A clear record.' })
  await submitReading(reader.ctx, { reviewId, version: saved.version, submitKey: world.home.ports.newId() })
}

/** Both readings, one after the other, past the time to undo, and what follows from them. */
export async function readTwice(
  world: World,
  work: Admitted,
  readings: readonly { reader: Reader; levels: LevelsById }[],
): Promise<void> {
  for (const { reader, levels } of readings) {
    const reviewId = await take(world, reader)
    if (!reviewId) throw new Error('Nothing waits for this reader')
    await readThrough(world, reader, { reviewId, work, levels })
  }
  await pastUndo(world)
}

/** The ten seconds in which a reading can be taken back are over, and what waited for them is done. */
export async function pastUndo(world: World): Promise<void> {
  world.clock.advance(11_000)
  await world.settle()
}

/** The learner ends the work for good. */
export async function withdrawn(world: World, { learner, submissionId }: Admitted): Promise<void> {
  await withdrawSubmission(world.as({ personId: learner.id }) as never, submissionId)
}
