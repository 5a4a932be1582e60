import { Conflict, insist, insistOpen, NotFound } from '../../../lib/refusal.ts'
import { type CapabilityTables, endCapabilities, mintCapability } from '../../../platform/capability.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { post } from '../../../platform/outbox.ts'
import type { ThatOne } from '../model.ts'
import { mayAskExport, mayEdit, mayGather, mayOpenExport } from '../policy.ts'
import { findExportForUpdate, listExports } from '../reads/exports.ts'
import { getPerson } from '../reads.ts'
import { dayFor } from '../rules/day-for.ts'
import { deleteExport, insertExport, updateExportMade } from '../writes/exports.ts'
import { factorsOf } from './factors.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld & CapabilityTables>
const DAY = 24 * 3_600_000
const KEPT_DAYS = 7
const OPEN_MINUTES = 15

/** Everything of one's own in one file, made in the background. */
export async function askExport(ctx: World): Promise<void> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  await ctx.transact(async (tx) => {
    const since = new Date(ctx.now().getTime() - DAY)
    const before = await listExports(tx, ctx.person)
    const making = before.some(({ madeAt }) => madeAt === null)
    insistOpen(mayAskExport({ making, lastDay: before.filter(({ askedAt }) => askedAt > since).length }))
    const id = ctx.newId()
    await insertExport(tx, ctx.person, { id, askedAt: ctx.now() })
    await post(ctx, tx, { kind: 'take-out', body: { exportId: id, personId } })
    await append(ctx, tx, { type: 'account.exportAsked', subjectId: id, personId, body: {} })
  })
}

/**
 * A try begins, alone and with nothing before it: what an earlier one left half way, or whole without its name in the row, goes.
 * False when nobody waits for it any more; a letter that comes twice makes nothing twice.
 */
export async function beginExport(ctx: World, id: string): Promise<boolean> {
  const { personId } = ctx.person
  insist(mayGather(ctx.actor, personId))
  return ctx.transact(async (tx) => {
    const row = await findExportForUpdate(tx, ctx.person, id)
    if (!row?.madeAt) await ctx.blobs.clear(scopeOf(id))
    return row !== undefined && row.madeAt === null
  })
}

/** The archive is there: the person is told, and it is kept for a week. Made twice, the first one is kept; answers which. */
export async function finishExport(
  ctx: World,
  { id, blobKey, bytes }: { id: string; blobKey: string; bytes: number },
): Promise<string | null> {
  const { personId } = ctx.person
  insist(mayGather(ctx.actor, personId))
  return ctx.transact(async (tx) => {
    const row = await findExportForUpdate(tx, ctx.person, id)
    if (!row || row.madeAt) return row?.blobKey ?? null
    if ((await ctx.blobs.size(blobKey)) === null) throw new Conflict('export-begun-anew')
    const now = ctx.now()
    const expiresAt = new Date(now.getTime() + KEPT_DAYS * DAY)
    await updateExportMade(tx, ctx.person, { id, madeAt: now, blobKey, bytes, expiresAt })
    const day = dayFor(await getPerson(tx, personId), expiresAt)
    const path = '/me/settings#data'
    await postMail(ctx, tx, { toPerson: personId, template: 'account.exportReady', values: { day }, path })
    await append(ctx, tx, { type: 'account.exportMade', subjectId: id, personId, body: { bytes } })
    return blobKey
  })
}

/** Where the archives of one export lie, known from its row before one is written. */
export function scopeOf(id: string): string {
  return `export/${id}`
}

/** An address for minutes, after the passkey was shown once more; the log says that it was opened. */
export async function openExport(ctx: World, { id }: ThatOne): Promise<string> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  return ctx.transact(async (tx) => {
    insist(mayOpenExport(await factorsOf(ctx, tx), ctx.now()))
    const row = await findExportForUpdate(tx, ctx.person, id)
    if (!row?.blobKey || !row.madeAt || !row.expiresAt) throw new NotFound('export')
    if (row.expiresAt <= ctx.now()) throw new Conflict('export-over')
    const name = `cairn-${row.madeAt.toISOString().slice(0, 10)}.zip`
    const file = { blobKey: row.blobKey, bytes: row.bytes ?? 0, mediaType: 'application/zip', name }
    const address = await mintCapability(ctx, tx, { ...file, purpose: 'download', minutes: OPEN_MINUTES })
    await append(ctx, tx, { type: 'account.exportOpened', subjectId: id, personId, body: {} })
    return address
  })
}

/** Its week is over: the bytes first, then the row, so that what is cut off between is found again. */
export async function dropExport(ctx: World, id: string): Promise<void> {
  const { personId } = ctx.person
  insist(mayGather(ctx.actor, personId))
  await ctx.transact(async (tx) => {
    const row = await findExportForUpdate(tx, ctx.person, id)
    if (!row) return
    if (row.blobKey) {
      await endCapabilities(tx, row.blobKey)
      // Archives of before lie under their person.
      await ctx.blobs.remove(row.blobKey)
    }
    await ctx.blobs.clear(scopeOf(id))
    await deleteExport(tx, ctx.person, id)
    await append(ctx, tx, { type: 'account.exportErased', subjectId: id, personId, body: {} })
  })
}
