import * as z from 'zod'
import type { Ctx, Db } from '../../platform/ctx.ts'
import type { LogEntry } from '../../platform/log.ts'
import { type CompleteWorld, noticeComplete } from './actions/complete.ts'

type World = Ctx<CompleteWorld>
type Tx = Db<CompleteWorld>
const Awarded = z.object({ achievementId: z.uuid() })
const StackAwarded = z.object({ code: z.string() })

async function completeWith(ctx: World, tx: Tx, { personId, body }: LogEntry) {
  if (personId) await noticeComplete(ctx, tx, { learnerId: personId, by: Awarded.parse(body) })
}

/** A stack may be the last part of a pathway. */
async function completeWithStack(ctx: World, tx: Tx, { personId, body }: LogEntry) {
  const { code } = StackAwarded.parse(body)
  if (personId) await noticeComplete(ctx, tx, { learnerId: personId, by: { stack: code } })
}

export const reactions = { 'credential.awarded': completeWith, 'credential.stackAwarded': completeWithStack }
