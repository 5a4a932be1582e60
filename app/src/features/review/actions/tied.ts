import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { maySettle } from '../policy.ts'
import { listLeasesBetween, listNamedBy } from '../reads/ties.ts'
import { tellsQaLead } from '../rules/conflicts.ts'
import type { ReviewWorld } from '../tables.ts'
import { reopen } from './end.ts'
import { tellQaLeads } from './tell.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** Two people turn out to be tied: what one holds of the other's work goes back to the queue, without a word why. */
export async function giveBackTied(
  ctx: World,
  tx: Tx,
  { personId, otherId }: { personId: string; otherId: string },
): Promise<void> {
  insist(maySettle(ctx.actor))
  const held = await listLeasesBetween(tx, ctx.scope, [personId, otherId])
  const lines = []
  for (const { id: reviewId, accountId } of held)
    lines.push(await reopen(ctx, tx, { reviewId, type: 'review.released', givenBackBy: accountId ?? undefined }))
  for (const line of lines) if (line) await append(ctx, tx, line)
}

/** Naming is free; very many by one person are told to the QA lead. */
export async function tellOfManyDeclared(ctx: World, tx: Tx, personId: string): Promise<void> {
  insist(maySettle(ctx.actor))
  const named = await listNamedBy(tx, ctx.scope, personId)
  if (!tellsQaLead(named, ctx.now())) return
  await tellQaLeads(ctx, tx, { template: 'review.manyConflicts', values: { count: named.length } })
}
