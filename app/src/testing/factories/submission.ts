import type { AchievementVersion } from '../../features/catalog/reads.ts'
import { answerChecks, declare, giveConsent } from '../../features/submission/actions/declare.ts'
import { addText, answerPiece } from '../../features/submission/actions/evidence.ts'
import { moveVersion } from '../../features/submission/actions/move-version.ts'
import { withdrawSubmission } from '../../features/submission/actions/moves.ts'
import { saveResponse } from '../../features/submission/actions/responses.ts'
import { startSubmission } from '../../features/submission/actions/start.ts'
import { submitAttempt } from '../../features/submission/actions/submit.ts'
import type { World as Acting } from '../../features/submission/actions/world.ts'
import { ATTESTATIONS, type SaidWords } from '../../features/submission/model.ts'
import { findOwnSubmission, listAttempts } from '../../features/submission/reads.ts'
import { AUTHENTIC_TYPES } from '../../features/submission/rules/declarations.ts'
import { fittingTypes } from '../../features/submission/rules/evidence-kinds.ts'
import { promptsOf } from '../../features/submission/rules/ready-content.ts'
import type { World } from '../world.ts'
import { aText } from './evidence.ts'
import type { Someone } from './people.ts'

export interface Beginning {
  readonly learner: Someone
  readonly version: AchievementVersion
}

/** The learner at their own desk. */
export function learning(world: World, learner: Someone, given: { sessionId?: string } = {}): Acting {
  return world.as({ personId: learner.id, ...given })
}

/** A fresh draft; the achievement must be offered by somebody. */
export async function aDraft(world: World, { learner, version }: Beginning): Promise<string> {
  return startSubmission(learning(world, learner), { achievementVersionId: version.id })
}

/** Everything that the ready check asks for, in typed words alone. */
export async function fillDraft(
  world: World,
  given: Beginning & { submissionId: string; words?: string },
): Promise<void> {
  const { learner, version, submissionId, words = '' } = given
  const ctx = learning(world, learner)
  for (const { id, minWords = 0 } of promptsOf(version.content))
    await saveResponse(ctx, submissionId, {
      promptId: id,
      body: `${aText(Math.max(minWords, 30))} ${words}`,
      revision: 0,
    })
  for (const requirement of version.content.part2.requirements) {
    const { id: requirementId, minItems } = requirement
    const fitting = fittingTypes('text', requirement.evidenceTypes)
    for (let count = 0; count < minItems; count++) {
      const evidenceId = await addText(ctx, submissionId, {
        requirementId,
        body: `${aText()} ${requirementId} ${count} ${words}`,
      })
      const answer = {
        evidenceType: fitting.find((type) => AUTHENTIC_TYPES.has(type)) ?? fitting[0] ?? 'document',
        class: 'A',
        consentId: null,
        confirmed: true,
      } as const
      await answerPiece(ctx, submissionId, { evidenceId, ...answer })
    }
    await answerChecks(ctx, submissionId, { requirementId, yes: requirement.readyChecks })
  }
  const saying: SaidWords = {
    attestations: [...ATTESTATIONS],
    aiUsed: 'no',
    aiTools: '',
    aiPurpose: '',
    activityFrom: '2026-09-08',
    activityUntil: '2026-10-02',
    showName: 'no',
  }
  await declare(ctx, submissionId, { words: saying, seen: [] })
}

/** A draft that can be sent in as it is. */
export async function aReadyDraft(world: World, given: Beginning): Promise<string> {
  const submissionId = await aDraft(world, given)
  await fillDraft(world, { ...given, submissionId })
  return submissionId
}

export interface SentIn {
  readonly submissionId: string
  readonly attemptId: string
  readonly tenantId: string
}

/** Sent in; admitted too once the undo window is over and the outbox has settled. */
export async function aSubmittedAttempt(world: World, given: Beginning & { submissionId?: string }): Promise<SentIn> {
  const submissionId = given.submissionId ?? (await aReadyDraft(world, given))
  const ctx = learning(world, given.learner)
  const before = await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, submissionId))
  await submitAttempt(ctx, { submissionId, attemptNo: (before?.attemptNo ?? 0) + 1 })
  const there = ctx.inTenant(before?.tenantId ?? '')
  const attempts = await there.transact((tx) => listAttempts(tx, there.scope, submissionId))
  return { submissionId, attemptId: attempts.at(-1)?.id ?? '', tenantId: before?.tenantId ?? '' }
}

/** Consent of two families, kept at the school. */
export async function aConsent(
  world: World,
  { learner, submissionId }: { learner: Someone; submissionId: string },
): Promise<string> {
  return giveConsent(learning(world, learner), submissionId, {
    scope: 'review',
    collectedBy: 'school',
    keptWhere: 'School office, folder 4',
    people: 2,
    collectedOn: '2026-09-01',
    untilOn: null,
  })
}

interface Own {
  readonly learner: Someone
  readonly submissionId: string
}

/** A first sentence of an answer. */
export async function anAnswer(world: World, { learner, submissionId }: Own): Promise<void> {
  await saveResponse(learning(world, learner), submissionId, { promptId: 'P1', body: 'A first word', revision: 0 })
}

/** A piece in its place, in the strictest class until its holder says otherwise. */
export async function aPiece(world: World, { learner, submissionId }: Own): Promise<string> {
  return addText(learning(world, learner), submissionId, { requirementId: 'R1', body: 'Voices of my class.' })
}

/** The learner takes the work back for good. */
export async function aWithdrawal(
  world: World,
  { learner, tenantId, submissionId }: { learner: Someone; tenantId: string; submissionId: string },
): Promise<void> {
  await withdrawSubmission(world.as({ personId: learner.id, tenantId }), submissionId)
}

/** The educator lets their draft follow a newer version. */
export async function followVersion(
  world: World,
  { learner, ...move }: { learner: Someone; submissionId: string; to: string },
): Promise<void> {
  await moveVersion(learning(world, learner), move)
}
