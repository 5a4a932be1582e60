import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import type { NewBankLine } from '../model.ts'
import { mayManageReaders } from '../policy.ts'
import { listBankLines } from '../reads/bank.ts'
import type { ReviewWorld } from '../tables.ts'
import { insertBankLine, retireBankLine } from '../writes.ts'

type World = Ctx<ReviewWorld>

/** A list that is read in a moment: more than this nobody looks through at the desk. */
const MOST_LINES = 60

/** One line more for every reader; the same words twice stay one line. */
export async function addBankLine(ctx: World, { text }: NewBankLine): Promise<void> {
  insist(mayManageReaders(ctx.actor))
  await ctx.transact(async (tx) => {
    const lines = await listBankLines(tx, ctx.scope)
    if (lines.some((line) => line.text === text)) return
    if (lines.length >= MOST_LINES) throw new Conflict('bank-full', { most: MOST_LINES })
    const id = ctx.newId()
    const writtenBy = ctx.actor.kind === 'person' ? ctx.actor.id : null
    await insertBankLine(tx, ctx.scope, { id, text, writtenBy, writtenAt: ctx.now() })
    await append(ctx, tx, { type: 'review.bankLineAdded', subjectId: id, body: {} })
  })
}

/** No longer offered; comments that used it stay as they are. */
export async function takeOutBankLine(ctx: World, id: string): Promise<void> {
  insist(mayManageReaders(ctx.actor))
  await ctx.transact(async (tx) => {
    const taken = await retireBankLine(tx, ctx.scope, { id, retiredAt: ctx.now(), retiredBy: ctx.actor.id })
    if (!taken) throw new NotFound('bankLine')
    await append(ctx, tx, { type: 'review.bankLineRetired', subjectId: id, body: {} })
  })
}
