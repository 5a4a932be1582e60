import * as z from 'zod'
import type { Ctx, Db } from '../../platform/ctx.ts'
import type { LogEntry } from '../../platform/log.ts'
import { getCredential } from '../credential/reads.ts'
import { getAttempt, listAttempts } from '../submission/reads.ts'
import { type InsightWorld, type News, note, noteDecision } from './actions.ts'

type Hearing = (ctx: Ctx<InsightWorld>, tx: Db<InsightWorld>, entry: LogEntry) => Promise<void>

const Decided = z.object({ attemptId: z.uuid() })
const Edited = z.object({ of: z.enum(['evidence', 'answers']) })
const Awarded = z.object({ submissionId: z.uuid() })
const Revoked = z.object({ credentialId: z.uuid() })

function about({ personId, subjectId }: LogEntry, change: News['change']): News | null {
  return personId ? { submissionId: subjectId, learnerId: personId, change } : null
}

const chosen: Hearing = async (ctx, tx, entry) => {
  const news = about(entry, () => ({}))
  if (news) await note(ctx, tx, news)
}

const collecting: Hearing = async (ctx, tx, entry) => {
  const news = about(entry, ({ collectingAt }) => ({ collectingAt: collectingAt ?? entry.at }))
  if (news) await note(ctx, tx, news)
}

/** Whatever comes into a place or leaves it, in whatever class; words alone are not yet evidence. */
const edited: Hearing = async (ctx, tx, entry) => {
  if (Edited.parse(entry.body).of === 'evidence') await collecting(ctx, tx, entry)
}

const submitted: Hearing = async (ctx, tx, entry) => {
  const news = about(entry, ({ submittedAt }) => ({ submittedAt: submittedAt ?? entry.at }))
  if (news) await note(ctx, tx, news)
}

/** Undone within its minutes: as if it had not been sent, unless an earlier attempt stands. */
const undone: Hearing = async (ctx, tx, entry) => {
  const attempts = await listAttempts(tx, ctx.scope, entry.subjectId)
  const first = attempts.find(({ undoneAt }) => undoneAt === null)?.submittedAt ?? null
  const news = about(entry, () => ({ submittedAt: first }))
  if (news) await note(ctx, tx, news)
}

const decided: Hearing = async (ctx, tx, entry) => {
  const { submittedAt } = await getAttempt(tx, ctx.scope, Decided.parse(entry.body).attemptId)
  const news = about(entry, (before) => ({
    submittedAt: before.submittedAt ?? submittedAt,
    decidedAt: before.decidedAt ?? entry.at,
  }))
  if (news) await note(ctx, tx, news)
  await noteDecision(ctx, tx, { submittedAt, decidedAt: entry.at })
}

const awarded: Hearing = async (ctx, tx, { body, personId, at }) => {
  const { submissionId } = Awarded.parse(body)
  if (personId)
    await note(ctx, tx, { submissionId, learnerId: personId, change: ({ earnedAt }) => ({ earnedAt: earnedAt ?? at }) })
}

const revoked: Hearing = async (ctx, tx, { body, personId }) => {
  const { submissionId } = await getCredential(tx, ctx.scope, Revoked.parse(body).credentialId)
  // Of a stack nothing is counted.
  if (personId && submissionId)
    await note(ctx, tx, { submissionId, learnerId: personId, change: () => ({ earnedAt: null }) })
}

export const reactions = {
  'submission.started': chosen,
  'submission.edited': edited,
  'submission.itemSorted': collecting,
  'submission.classChanged': collecting,
  'submission.submitted': submitted,
  'submission.submitUndone': undone,
  'review.decided': decided,
  'credential.awarded': awarded,
  'credential.revoked': revoked,
}
