import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { getVersion } from '../../catalog/reads.ts'
import { getDraft } from '../reads/draft.ts'
import type { SubmissionRow } from '../tables.ts'
import { findingsOf } from './check.ts'
import { editOwn, standing, type Tx, type World } from './world.ts'

/** From here on the work is on a practice case, and its credential will say so. Opened again, it is open. */
export async function openPracticeCase(ctx: World, submissionId: string): Promise<void> {
  await editOwn(ctx, submissionId, async (tx, there, row) => {
    await practiceOf(tx, row)
    if ((await standing(tx, there, row.id)).practice.openedAt) return
    await append(there, tx, { type: 'submission.practiceOpened', subjectId: row.id, personId: row.learnerId, body: {} })
  })
}

/** The part that is read before the later results can be seen: complete, it is locked, and they open. */
export async function lockPart(ctx: World, submissionId: string): Promise<void> {
  await editOwn(ctx, submissionId, async (tx, there, row) => {
    const { laterAfter: requirementId } = await practiceOf(tx, row)
    const { practice } = await standing(tx, there, row.id)
    if (!practice.openedAt) throw new Conflict('practice-not-open')
    if (practice.laterAt) return
    await insistComplete(there, tx, row, requirementId)
    const body = { requirementId }
    await append(there, tx, { type: 'submission.practiceLocked', subjectId: row.id, personId: row.learnerId, body })
  })
}

async function practiceOf(tx: Tx, { achievementVersionId }: SubmissionRow) {
  const { practiceCase } = (await getVersion(tx, achievementVersionId)).content
  if (!practiceCase) throw new NotFound('practice case')
  return practiceCase
}

async function insistComplete(ctx: World, tx: Tx, row: SubmissionRow, part: string): Promise<void> {
  const mine = { scope: ctx.scope, person: ctx.person, now: ctx.now(), language: ctx.locale }
  const findings = await findingsOf(ctx, await getDraft(tx, mine, row))
  const missing = findings.filter(({ severity, requirementId }) => severity === 'block' && requirementId === part)
  if (missing.length > 0) throw new Invalid('practice-not-ready', {}, { part, count: missing.length })
}
