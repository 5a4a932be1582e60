import * as z from 'zod'
import type { Ctx, Db } from '../../platform/ctx.ts'
import type { LogEntry } from '../../platform/log.ts'
import { keepAwarded, keepBegun, keepEnded, keepRevoked } from './actions/hear.ts'
import type { GrowthWorld } from './actions/world.ts'

type Reacting = (ctx: Ctx<GrowthWorld>, tx: Db<GrowthWorld>, entry: LogEntry) => Promise<void>

const Started = z.object({ achievementId: z.uuid() })
const begun: Reacting = async (ctx, _tx, { personId, subjectId, body, at }) => {
  const { achievementId } = Started.parse(body)
  if (personId) await keepBegun(ctx, personId, { submissionId: subjectId, achievementId, at })
}

const ended: Reacting = async (ctx, _tx, { personId, subjectId, at }) => {
  if (personId) await keepEnded(ctx, personId, { submissionId: subjectId, at })
}

const Awarded = z.object({
  credentialId: z.uuid(),
  achievementId: z.uuid(),
  achievementVersionId: z.uuid(),
  awardedAt: z.iso.datetime(),
})
const awarded: Reacting = async (ctx, _tx, { personId, body }) => {
  const { credentialId, achievementId, achievementVersionId, awardedAt } = Awarded.parse(body)
  const award = { credentialId, achievementId, achievementVersionId, awardedAt: new Date(awardedAt) }
  if (personId) await keepAwarded(ctx, personId, award)
}

const Revoked = z.object({ credentialId: z.uuid() })
const revoked: Reacting = async (ctx, _tx, { personId, body, at }) => {
  const { credentialId } = Revoked.parse(body)
  if (personId) await keepRevoked(ctx, personId, { credentialId, at })
}

export const reactions = {
  'submission.started': begun,
  'submission.withdrawn': ended,
  'submission.earned': ended,
  'credential.awarded': awarded,
  'credential.revoked': revoked,
}
