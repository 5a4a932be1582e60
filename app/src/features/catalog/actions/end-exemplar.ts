import * as z from 'zod'
import { insist, insistOpen, no, yes } from '../../../lib/refusal.ts'
import { type CapabilityTables, endCapabilities } from '../../../platform/capability.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type LogTables } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { mayTakeBack } from '../policy.ts'
import { type Exemplar, getExemplarForUpdate } from '../reads/exemplars.ts'
import { type ExemplarEnd, isOpenToMove } from '../rules/exemplar.ts'
import type { CatalogTables } from '../tables.ts'
import { endExemplar } from '../writes/exemplars.ts'
import { scopeOf } from './exemplar-file.ts'

export type ExemplarTables = CatalogTables & OrganizationTables & AccountTables & CapabilityTables & LogTables
type World = Ctx<ExemplarTables>
type Tx = Db<ExemplarTables>

/** From here on it is shown nowhere: the words go in this transaction, the copy of the file right after it. */
export async function endOne(
  ctx: World,
  tx: Tx,
  row: Exemplar,
  { because, reason }: { because: ExemplarEnd; reason?: string },
): Promise<void> {
  const move = because === 'declined' ? 'decline' : 'withdraw'
  insistOpen(isOpenToMove(row.state, move) ? yes : no('example-over'))
  await endExemplar(tx, ctx.scope, { id: row.id, because, at: ctx.now(), ...(reason === undefined ? {} : { reason }) })
  if (row.blobKey !== null) {
    await endCapabilities(tx, row.blobKey)
    await post(ctx, tx, { kind: 'forget-exemplar', body: { exemplarId: row.id } })
  }
  await append(ctx, tx, {
    type: because === 'declined' ? 'exemplar.declined' : 'exemplar.withdrawn',
    subjectId: row.id,
    personId: row.holderId,
    body: { because },
  })
}

const Letter = z.object({ exemplarId: z.uuid() })

/** The courier after the end: nothing else lies in its place. */
export async function forgetExemplar(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayTakeBack(ctx.actor, { holderId: null }))
  await ctx.blobs.clear(scopeOf(Letter.parse(body).exemplarId))
}

/** The ground is gone: a class was raised, a consent ended, a reader raised privacy, the credential was taken back. */
export async function endUnfit(ctx: World, { id, because }: { id: string; because: ExemplarEnd }): Promise<void> {
  insist(mayTakeBack(ctx.actor, { holderId: null }))
  await ctx.transact(async (tx) => {
    const row = await getExemplarForUpdate(tx, ctx.scope, id)
    if (row.endedAt === null) await endOne(ctx, tx, row, { because })
  })
}
