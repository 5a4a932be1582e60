import * as z from 'zod'
import type { Db } from '../../platform/ctx.ts'
import { append, type LogEntry, type NewEntry } from '../../platform/log.ts'
import { getVersion } from '../catalog/reads.ts'
import { lapseLater } from './actions/coach.ts'
import { lookAtReturned } from './actions/draft-life.ts'
import { Lost, takeBackLater } from './actions/original-lost.ts'
import { type SubmissionWorld, type World, writeMove } from './actions/world.ts'
import { CriterionId, type Moved } from './model.ts'
import { contentDigests } from './reads/draft.ts'
import { entriesOf, getAttempt, getSubmissionForUpdate } from './reads.ts'
import { mayMove } from './rules/moves.ts'
import { partToMend } from './rules/practice-lock.ts'
import { standingOf } from './rules/standing.ts'
import type { SubmissionRow } from './tables.ts'
import { postToOpenWork } from './writes/retirement.ts'
import { endEarned, updateAttempt, upsertDecided, upsertEarned } from './writes.ts'

type Tx = Db<SubmissionWorld>

/** What a decision says, as far as a Submission needs it; the results by criterion are what a retry keeps. */
const Decided = z.object({
  attemptId: z.uuid(),
  decisionId: z.uuid(),
  result: z.enum(['earned', 'returned']),
  final: z
    .array(
      z.object({
        criterionId: CriterionId,
        state: z.enum(['met', 'notYet', 'reread']),
        levelId: z.string().nullable(),
      }),
    )
    .default([]),
})
type Decided = z.infer<typeof Decided>

/** The log of the review decides; the status follows in the same transaction. Heard twice, it moves once. */
async function closeOrReturn(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  const decided = Decided.parse(entry.body)
  const row = await getSubmissionForUpdate(tx, ctx.scope, entry.subjectId)
  const move = decided.result === 'earned' ? 'award' : 'return'
  const before = standingOf(await entriesOf(tx, ctx.scope.tenantId, row.id))
  if (!mayMove(before.status, move).ok) return
  if (move === 'return') {
    await lapseLater(ctx, tx, { submissionId: row.id, returns: before.returnedAt.length + 1 })
    await lookAtReturned(ctx, tx, row)
  }
  await keepResults(ctx, tx, { decided, at: entry.at })
  const lines = move === 'return' && before.practice.locked ? await unlocking(tx, row, decided) : []
  await writeMove(ctx, tx, row, { move, body: { decisionId: decided.decisionId }, lines })
}

/** A part that was locked opens again where readers found something in it that is not there yet. */
async function unlocking(tx: Tx, row: SubmissionRow, { final }: Decided): Promise<NewEntry[]> {
  const { content } = await getVersion(tx, row.achievementVersionId)
  const notYet = final.filter(({ state }) => state === 'notYet').map(({ criterionId }) => criterionId)
  const requirementId = partToMend(content, notYet)
  const about = { subjectId: row.id, personId: row.learnerId }
  return requirementId ? [{ type: 'submission.practiceUnlocked', ...about, body: { requirementId } }] : []
}

/** A criterion that was banked keeps the attempt whose readers found it met. */
async function keepResults(ctx: World, tx: Tx, { decided, at }: { decided: Decided; at: Date }): Promise<void> {
  const { submissionId, learnerId, manifest } = await getAttempt(tx, ctx.scope, decided.attemptId)
  const { content } = await getVersion(tx, manifest.achievementVersionId)
  const digests = contentDigests(content.rubric)
  const banked = new Set(manifest.banked.map(({ criterionId }) => criterionId))
  for (const { criterionId, state, levelId } of decided.final) {
    if (banked.has(criterionId) && state === 'met') continue
    const contentDigest = digests.get(criterionId) ?? ''
    await upsertDecided(tx, ctx.scope, {
      submissionId,
      learnerId,
      criterionId,
      attemptId: decided.attemptId,
      state,
      levelId,
      contentDigest,
      decidedAt: at,
    })
  }
}

/** A ruling takes two business days more; a decision that is late has a new date. */
const Later = z.object({ attemptId: z.uuid(), expectedAt: z.iso.datetime() })

function movePromise(because: Moved) {
  return async (ctx: World, tx: Tx, entry: LogEntry): Promise<void> => {
    const { attemptId, expectedAt } = Later.parse(entry.body)
    const row = await getSubmissionForUpdate(tx, ctx.scope, entry.subjectId)
    const attempt = await getAttempt(tx, ctx.scope, attemptId)
    if (row.status !== 'inReview' || row.attemptNo !== attempt.attemptNo) return
    const [later, said] = [new Date(expectedAt), attempt.expectedAt ?? attempt.dueAt]
    if (said && later <= said) return
    await updateAttempt(tx, ctx.scope, { id: attemptId, expectedAt: later })
    await append(ctx, tx, {
      type: 'submission.promiseMoved',
      subjectId: row.id,
      personId: row.learnerId,
      body: { attemptId, expectedAt, because },
    })
  }
}

const Awarded = z.object({
  credentialId: z.uuid(),
  submissionId: z.uuid(),
  achievementId: z.uuid(),
  validUntil: z.iso.datetime().nullish(),
})
/** What one holds, for the prerequisites of others. */
async function rememberEarned(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  const { credentialId, submissionId, achievementId, validUntil } = Awarded.parse(entry.body)
  if (!entry.personId) return
  await upsertEarned(tx, ctx.scope, {
    learnerId: entry.personId,
    achievementId,
    credentialId,
    submissionId,
    validUntil: validUntil ? new Date(validUntil) : null,
  })
}

const Revoked = z.object({ credentialId: z.uuid() })
async function endRevoked(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await endEarned(tx, ctx.scope, { credentialId: Revoked.parse(entry.body).credentialId, at: entry.at })
}

async function askAgainForLost(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await takeBackLater(ctx, tx, Lost.parse(entry.body))
}

const Retired = z.object({ versionId: z.uuid() })
async function tellOfRetired(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await postToOpenWork(tx, { versionId: Retired.parse(entry.body).versionId, now: ctx.now() })
}

export const reactions = {
  'achievement.retired': tellOfRetired,
  'review.decided': closeOrReturn,
  'review.adjudicationOpened': movePromise('adjudication'),
  'review.decisionLate': movePromise('late'),
  'review.originalLost': askAgainForLost,
  'credential.awarded': rememberEarned,
  'credential.revoked': endRevoked,
}
