import { endCapabilities } from '../../../platform/capability.ts'
import type { NewEntry } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import type { ErasedBecause } from '../model.ts'
import type { EvidenceRow } from '../tables.ts'
import { deleteItem, deleteUploadsOf } from '../writes/inbox.ts'
import { deleteEvidence, updateErased } from '../writes.ts'
import type { Tx, World } from './world.ts'

/** The content goes, wherever it was named; returns the line to write last. `ctx` is of the tenant and of the holder. */
export async function erasePiece(
  ctx: World,
  tx: Tx,
  { piece, because }: { piece: EvidenceRow; because: ErasedBecause },
): Promise<NewEntry> {
  const { id, submissionId, learnerId, blobKey, fromInboxId } = piece
  if (piece.frozenAt) await updateErased(tx, ctx.scope, { id, at: ctx.now() })
  else await deleteEvidence(tx, ctx.scope, id)
  await deleteUploadsOf(tx, ctx.person, { evidenceId: id, itemId: fromInboxId })
  if (fromInboxId) await deleteItem(tx, ctx.person, fromInboxId)
  await forgetNow(ctx, tx, blobKey)
  return {
    type: 'submission.evidenceErased',
    subjectId: submissionId,
    personId: learnerId,
    body: { evidenceId: id, because },
  }
}

/** No open address leads to it any more, and the bytes go as soon as nothing names them. */
export async function forgetNow(ctx: World, tx: Tx, blobKey: string | null): Promise<void> {
  if (blobKey === null) return
  await endCapabilities(tx, blobKey)
  await post(ctx, tx, { kind: 'forget-content', body: { blobKey, personId: ctx.person.personId } })
}
