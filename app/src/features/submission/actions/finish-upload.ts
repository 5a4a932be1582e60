import { Conflict, Invalid, NotFound } from '../../../lib/refusal.ts'
import { type Looked, lookAt } from '../../../platform/media.ts'
import { arrivalPath, arrivedBytes, forgetArrival, inTurn, readArrived } from '../../../platform/uploads.ts'
import { findUpload, findUploadForUpdate, lockContent } from '../reads/inbox.ts'
import { findOwnSubmission } from '../reads.ts'
import type { UploadRow } from '../tables.ts'
import { updateReceived, updateUpload } from '../writes/inbox.ts'
import { asInvalid } from './announce-upload.ts'
import { sha256Of } from './digest-of.ts'
import { findLocked, type Piece, placePiece } from './evidence.ts'
import { keepItem } from './inbox.ts'
import { takeBack } from './take-back.ts'
import { editOwn, noteEdit, type Tx, type World } from './world.ts'

/** One's own upload that may still go on. */
export async function openUpload(ctx: World, id: string): Promise<UploadRow> {
  const row = await ctx.transact((tx) => findUpload(tx, ctx.person, id))
  if (!row) throw new NotFound('upload')
  if (row.state === 'open' && row.expiresAt <= ctx.now()) throw new NotFound('upload')
  return row
}

export interface Receipt {
  readonly state: 'safe'
  readonly bytes: number
  /** Digest of what arrived, for the sender to compare with what was sent. */
  readonly sha256: string
  readonly at: string
  readonly itemId: string | null
  readonly evidenceId: string | null
}

/** Ends an upload: looks at what came, cleans it, keeps it, and gives a receipt. Asked again, it gives the same receipt. */
export async function finishUpload(ctx: World, id: string): Promise<Receipt> {
  return inTurn(id, () => end(ctx, id))
}

async function end(ctx: World, id: string): Promise<Receipt> {
  const row = await openUpload(ctx, id)
  if (row.state === 'safe') return receiptOf(row)
  if (row.state === 'refused') throw refusalOf(row)
  const arrived = (await arrivedBytes(ctx.blobs.arriving, id)) ?? 0
  if (arrived < row.announcedBytes)
    throw new Conflict('upload-incomplete', { percent: Math.floor((arrived / row.announcedBytes) * 100) })
  const path = arrivalPath(ctx.blobs.arriving, id)
  const received = row.receivedSha256 ?? (await digestOfArrived(ctx, { id, path, arrived }))
  if (row.announcedSha256 && row.announcedSha256 !== received) return refuse(ctx, id, new Invalid('upload-changed'))
  // One file of a person after the other: nobody takes up both places.
  const looked = await inTurn(ctx.person.personId, () => lookAt(path, row.name)).catch((error: unknown) =>
    refuse(ctx, id, asInvalid(error)),
  )
  await keep(ctx, { row, looked })
  await forgetArrival(ctx.blobs.arriving, id)
  return receiptOf(await openUpload(ctx, id))
}

/** Asked once, before cleaning changes the bytes: the first word stays, also after a restart in between. */
async function digestOfArrived(
  ctx: World,
  { id, path, arrived }: { id: string; path: string; arrived: number },
): Promise<string> {
  const sha256 = await sha256Of(readArrived(path))
  return ctx.transact(async (tx) => {
    await updateReceived(tx, ctx.person, { id, receivedBytes: arrived, receivedSha256: sha256 })
    return (await findUpload(tx, ctx.person, id))?.receivedSha256 ?? sha256
  })
}

async function keep(ctx: World, { row, looked }: { row: UploadRow; looked: Looked }): Promise<void> {
  const { kind, mediaType, facts } = looked
  const stored = await ctx.blobs.put(scopeOf(ctx), readArrived(looked.path))
  const { bytes, sha256, key: blobKey } = stored
  const piece: Piece = {
    kind,
    name: row.name,
    mediaType,
    bytes,
    sha256,
    blobKey,
    body: null,
    url: null,
    captured: {},
    facts,
  }
  const { submissionId, requirementId } = row
  const id = ctx.newId()
  if (submissionId && requirementId && (await isOpenToChange(ctx, submissionId, requirementId))) {
    await editOwn(ctx, submissionId, async (tx, there, work) => {
      if (!(await claim(there, tx, { row, looked, key: stored.key }))) return
      await updateUpload(tx, there.person, { id: row.id, evidenceId: id })
      await placePiece(there, tx, work, { id, requirementId, piece })
      await noteEdit(there, tx, work)
    })
    return
  }
  await ctx.transact(async (tx) => {
    if (!(await claim(ctx, tx, { row, looked, key: stored.key }))) return
    await updateUpload(tx, ctx.person, { id: row.id, inboxItemId: id })
    await keepItem(ctx, tx, { id, piece })
  })
}

/** True for the one ending that makes the piece; the content is certainly there when it is named. */
async function claim(
  ctx: World,
  tx: Tx,
  { row, looked, key }: { row: UploadRow; looked: Looked; key: string },
): Promise<boolean> {
  await lockContent(tx, key)
  const now = await findUploadForUpdate(tx, ctx.person, row.id)
  if (now?.state !== 'open') return false
  // Forgotten in this very moment because nothing named it: put again before it is named.
  if ((await ctx.blobs.size(key)) === null) await ctx.blobs.put(scopeOf(ctx), readArrived(looked.path))
  await updateUpload(tx, ctx.person, { id: row.id, state: 'safe', safeAt: ctx.now() })
  return true
}

function scopeOf({ person }: World): string {
  return `person/${person.personId}`
}

/** Sent in, locked or ended while the file was on its way: it waits in the inbox instead of being lost. */
async function isOpenToChange(ctx: World, submissionId: string, requirementId: string): Promise<boolean> {
  const row = await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, submissionId))
  if (row?.status !== 'draft' && row?.status !== 'returned') return false
  const there = ctx.inTenant(row.tenantId)
  return there.transact(async (tx) => (await findLocked(there, tx, row)) !== requirementId)
}

async function refuse(ctx: World, id: string, problem: unknown): Promise<never> {
  if (problem instanceof Invalid) {
    const refused = { state: 'refused', refusal: problem.because, refusalValues: problem.values } as const
    await ctx.transact((tx) => updateUpload(tx, ctx.person, { id, ...refused }))
    await forgetArrival(ctx.blobs.arriving, id)
  }
  throw problem
}

/** What was refused once is refused with the same sentence. */
export function refusalOf({ refusal, refusalValues }: UploadRow): Invalid {
  return new Invalid(refusal ?? 'file-unreadable', {}, refusalValues)
}

/** The sender's own digest, when it was ready only after the last byte. Where the two differ, nothing of it is kept. */
export async function compareReceipt(ctx: World, id: string, sha256: string): Promise<Receipt> {
  const receipt = await finishUpload(ctx, id)
  if (receipt.sha256 !== sha256) {
    await takeBack(ctx, await openUpload(ctx, id), sha256)
    throw new Invalid('upload-changed')
  }
  await ctx.transact((tx) => updateUpload(tx, ctx.person, { id, announcedSha256: sha256 }))
  return receipt
}

function receiptOf({ receivedBytes, receivedSha256, safeAt, inboxItemId, evidenceId }: UploadRow): Receipt {
  return {
    state: 'safe',
    bytes: receivedBytes,
    sha256: receivedSha256 ?? '',
    at: (safeAt ?? new Date(0)).toISOString(),
    itemId: inboxItemId,
    evidenceId,
  }
}
