import * as z from 'zod'
import type { Ctx, Db } from '../../platform/ctx.ts'
import type { LogEntry } from '../../platform/log.ts'
import { type CompleteWorld, noticeComplete } from './actions/complete.ts'

const Awarded = z.object({ achievementId: z.uuid() })

async function completeWith(ctx: Ctx<CompleteWorld>, tx: Db<CompleteWorld>, { personId, body }: LogEntry) {
  if (personId) await noticeComplete(ctx, tx, { learnerId: personId, ...Awarded.parse(body) })
}

export const reactions = { 'credential.awarded': completeWith }
