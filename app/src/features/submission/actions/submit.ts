import { Conflict, Invalid, insist, insistOpen } from '../../../lib/refusal.ts'
import { at } from '../../../platform/failpoint.ts'
import { postMail } from '../../../platform/mail.ts'
import { post } from '../../../platform/outbox.ts'
import { setting } from '../../organization/reads.ts'
import type { AttemptManifest } from '../model.ts'
import { mayWork } from '../policy.ts'
import { type Draft, getDraft, manifestItem, rubricDigest, sha256 } from '../reads/draft.ts'
import { getSubmissionForUpdate } from '../reads.ts'
import { mayAttempt } from '../rules/coach-gate.ts'
import { takesIn } from '../rules/draft.ts'
import { disclosureOf } from '../rules/draft-check.ts'
import { isBlocked } from '../rules/finding.ts'
import { buildManifest, manifestBytes } from '../rules/manifest.ts'
import { mayMove } from '../rules/moves.ts'
import { promptsOf } from '../rules/ready-content.ts'
import { undoUntil } from '../rules/undo.ts'
import { freezeEvidence, insertAttempt } from '../writes.ts'
import { findingsOf } from './check.ts'
import { coachSettings } from './coach.ts'
import { ownWork, type Tx, type World, writeMove } from './world.ts'

export interface Submitting {
  readonly submissionId: string
  /** The attempt that the page offered; a second press finds it made. */
  readonly attemptNo: number
}

/** Freezes the draft and sends it in, all in one transaction. The same press twice is one attempt and one answer. */
export async function submitAttempt(ctx: World, { submissionId, attemptNo }: Submitting): Promise<void> {
  const { there } = await ownWork(ctx, submissionId)
  await there.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, there.scope, submissionId)
    insist(mayWork(ctx.actor, row))
    if (row.attemptNo >= attemptNo && row.status !== 'draft' && row.status !== 'returned') return
    insistOpen(mayMove(row.status, 'submit'))
    if (row.attemptNo + 1 !== attemptNo) throw new Conflict('changed-since')
    const mine = { scope: there.scope, person: there.person, now: ctx.now(), language: ctx.locale }
    const draft = await getDraft(tx, mine, row)
    if (!takesIn(draft.version, ctx.now())) throw new Conflict('version-over')
    insistOpen(mayAttempt(draft.standing, await coachSettings(tx, there)))
    await insistReady(there, draft)
    await freeze(there, tx, draft)
  })
  at('submit.committed')
}

async function insistReady(ctx: World, draft: Draft): Promise<void> {
  const findings = await findingsOf(ctx, draft)
  const blocks = findings.filter(({ severity }) => severity === 'block')
  if (isBlocked(findings)) throw new Invalid('not-ready', {}, { count: blocks.length })
}

async function freeze(ctx: World, tx: Tx, draft: Draft): Promise<void> {
  const { row, evidence, standing } = draft
  const [id, submittedAt, attemptNo] = [ctx.newId(), ctx.now(), standing.attemptNo + 1]
  const responses = answered(draft)
  const manifest = Buffer.from(manifestBytes(manifestOf(draft, { attemptNo, submittedAt, responses })))
  const manifestDigest = `sha256:${sha256(manifest)}`
  const attempt = { id, attemptNo, manifest, manifestDigest, submittedAt, randomDraw: draw(ctx) }
  await insertAttempt(tx, ctx.scope, { ...attempt, submissionId: row.id, learnerId: row.learnerId }, responses)
  await freezeEvidence(tx, ctx.scope, { ids: evidence.map((piece) => piece.id), at: submittedAt })
  at('submit.manifested')
  const until = undoUntil(submittedAt, await setting(tx, ctx.scope, 'review.submitUndoMinutes'))
  await post(ctx, tx, { kind: 'precheck', at: until, body: { submissionId: row.id, attemptId: id } })
  await postMail(ctx, tx, {
    toPerson: row.learnerId,
    template: 'submission.submitted',
    values: { title: draft.version.title, ...times(ctx, { submittedAt, until }) },
    path: `/me/work/${row.id}/timeline`,
  })
  const body = { attemptId: id, attemptNo, manifestDigest }
  await writeMove(ctx, tx, row, { move: 'submit', body, change: { undoUntil: until } })
}

type Answered = ReturnType<typeof answered>

function manifestOf(
  { row, version, evidence, scope }: Draft,
  { attemptNo, submittedAt, responses }: { attemptNo: number; submittedAt: Date; responses: Answered },
): AttemptManifest {
  return buildManifest({
    submissionId: row.id,
    attemptNo,
    achievementVersionId: row.achievementVersionId,
    rubricDigest: rubricDigest(version.content.rubric),
    responses,
    evidence: evidence.map((piece) => ({ ...manifestItem(piece), captured: capturedOf(piece.captured) })),
    aiDisclosure: disclosureOf(version.content.aiPolicy.kind, row),
    attestations: row.attestations,
    consents: evidence.flatMap(({ consentId }) => consentId ?? []),
    banked: scope.banked,
    submittedAt,
  })
}

/** In the order of the page; an empty answer is none. */
function answered({ version, responses }: Draft) {
  return promptsOf(version.content).flatMap(({ id }) => {
    const found = responses.find(({ promptId }) => promptId === id)
    return found && found.words > 0
      ? [{ promptId: id, body: found.body, words: found.words, sha256: found.sha256 }]
      : []
  })
}

function capturedOf({ inApp, at: when }: { inApp?: boolean; at?: string }) {
  return inApp && when ? { inApp, at: new Date(when) } : undefined
}

/** In [0, 1), for the share of attempts that is read twice by chance. */
function draw(ctx: World): number {
  const [a = 0, b = 0, c = 0, d = 0] = ctx.random(4)
  return (((a << 24) >>> 0) + (b << 16) + (c << 8) + d) / 2 ** 32
}

function times({ locale, timeZone }: World, { submittedAt, until }: { submittedAt: Date; until: Date }) {
  const clock = new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long', hour: 'numeric', minute: '2-digit' })
  return { received: clock.format(submittedAt), until: clock.format(until) }
}
