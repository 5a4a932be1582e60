import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type NewEntry } from '../../../platform/log.ts'
import { maySettle } from '../policy.ts'
import { listLeasesOf, listStandings } from '../reads/readers.ts'
import { listEveryStanding } from '../reads/take-out.ts'
import type { ReviewWorld } from '../tables.ts'
import { updateReader } from '../writes/readers.ts'
import { reopen } from './end.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** What the person was reading goes back to the queue, and nothing new comes; what they wrote stays with the work. */
export async function leaveDesks(ctx: World): Promise<void> {
  insist(maySettle(ctx.actor))
  const { personId } = ctx.person
  const standings = await ctx.transact((tx) => listEveryStanding(tx, ctx.person))
  for (const tenantId of new Set(standings.map((standing) => standing.tenantId)))
    await leaveDesk(ctx.asSystem({ tenantId, personId, job: 'erase' }), personId)
}

async function leaveDesk(ctx: World, accountId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const lines = [...(await giveBack(ctx, tx, accountId)), ...(await stopReading(ctx, tx, accountId))]
    for (const line of lines) await append(ctx, tx, line)
  })
}

async function giveBack(ctx: World, tx: Tx, accountId: string): Promise<NewEntry[]> {
  const lines = []
  for (const { id: reviewId } of await listLeasesOf(tx, ctx.scope, accountId))
    lines.push((await reopen(ctx, tx, { reviewId, type: 'review.released', givenBackBy: accountId })) ?? [])
  return lines.flat()
}

async function stopReading(ctx: World, tx: Tx, accountId: string): Promise<NewEntry[]> {
  const standings = (await listStandings(tx, ctx.scope, accountId)).filter(({ status }) => status !== 'left')
  for (const { id } of standings) await updateReader(tx, ctx.scope, { id, status: 'left' })
  return standings.map(({ id: readerId }) => ({
    ...{ type: 'review.readerLeft' as const, subjectId: readerId, personId: accountId },
    body: { readerId },
  }))
}
