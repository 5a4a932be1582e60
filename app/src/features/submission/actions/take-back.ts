import { mayEdit } from '../policy.ts'
import { findItem, findPieceOf, findUploadForUpdate } from '../reads/inbox.ts'
import { getSubmissionForUpdate } from '../reads.ts'
import type { EvidenceRow, UploadRow } from '../tables.ts'
import { deleteItem, updateUpload } from '../writes/inbox.ts'
import { deleteEvidence, updateSubmission } from '../writes.ts'
import { forgetNow } from './evidence.ts'
import { noteEdit, type Tx, type World } from './world.ts'

/** The sender says that other bytes were sent than came: what was made of them goes, and the upload says why. */
export async function takeBack(ctx: World, upload: UploadRow, sent: string): Promise<void> {
  const piece = await ctx.transact((tx) => findPieceOf(tx, ctx.person, upload))
  if (piece) return takeOut(ctx.inTenant(piece.tenantId), { upload, piece, sent })
  await ctx.transact(async (tx) => {
    if (!(await refuse(ctx, tx, { upload, sent }))) return
    const item = await findItem(tx, ctx.person, upload.inboxItemId ?? '')
    if (!item) return
    await deleteItem(tx, ctx.person, item.id)
    await forgetNow(ctx, tx, item.blobKey)
  })
}

interface Taking {
  readonly upload: UploadRow
  readonly piece: EvidenceRow
  readonly sent: string
}

/** Sent in within the same moment, the piece stays as it was frozen: the check after the freeze finds the two digests. */
async function takeOut(ctx: World, { upload, piece, sent }: Taking): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, ctx.scope, piece.submissionId)
    if (!(await refuse(ctx, tx, { upload, sent }))) return
    const now = await findPieceOf(tx, ctx.person, upload)
    if (!now || now.frozenAt || !mayEdit(ctx.actor, row).ok) return
    await deleteEvidence(tx, ctx.scope, now.id)
    if (upload.inboxItemId) await deleteItem(tx, ctx.person, upload.inboxItemId)
    await updateSubmission(tx, ctx.scope, { id: row.id, lastEditAt: ctx.now() })
    await forgetNow(ctx, tx, now.blobKey)
    await noteEdit(ctx, tx, row)
  })
}

/** False when an earlier receipt was confirmed: who sent it knows that it is here. */
async function refuse(ctx: World, tx: Tx, { upload, sent }: Omit<Taking, 'piece'>): Promise<boolean> {
  const now = await findUploadForUpdate(tx, ctx.person, upload.id)
  if (now?.state !== 'safe' || now.announcedSha256 === now.receivedSha256) return false
  const refused = { state: 'refused', refusal: 'upload-changed', refusalValues: {}, announcedSha256: sent } as const
  await updateUpload(tx, ctx.person, { id: upload.id, ...refused })
  return true
}
