import { Conflict, insist } from '../../../lib/refusal.ts'
import { append, type NewEntry } from '../../../platform/log.ts'
import { mayCheck } from '../policy.ts'
import { listSomeItems, listUploadIds, listWorkPlaces } from '../reads/erased.ts'
import { getSubmissionForUpdate, listAttempts, listPieces } from '../reads.ts'
import { manifestBytes, wordless } from '../rules/manifest.ts'
import { isOpen } from '../rules/moves.ts'
import { deleteConsents, eraseSaid, eraseWords, updateManifest } from '../writes/erased.ts'
import { deleteItem, deleteUploadsOf } from '../writes/inbox.ts'
import { dropUpload } from './announce-upload.ts'
import { erasePiece, forgetNow } from './erase.ts'
import { isDecided } from './moves.ts'
import { type Tx, type World, writeMove } from './world.ts'

const SOME = 100

/** Everything the person sent, drafted and kept, one work at a time; what was decided stands. `ctx` is of the person. */
export async function eraseWorks(ctx: World, { credentials }: { credentials: 'keep' | 'erase' }): Promise<void> {
  insist(mayCheck(ctx.actor))
  const { personId } = ctx.person
  for (const { tenantId, id } of await ctx.transact((tx) => listWorkPlaces(tx, ctx.person)))
    await eraseWork(ctx.asSystem({ tenantId, personId, job: 'erase' }), id, { salt: credentials === 'erase' })
  while (await eraseSomeItems(ctx));
  for (const id of await ctx.transact((tx) => listUploadIds(tx, ctx.person))) await dropUpload(ctx, id)
  await ctx.transact(async (tx) => {
    const consents = await deleteConsents(tx, ctx.person)
    if (consents === 0) return
    await append(ctx, tx, { type: 'submission.consentsErased', subjectId: personId, personId, body: { consents } })
  })
}

/** One work: pieces, words, and its end where it was still open, also with readers. Done twice, it writes no second line. */
async function eraseWork(ctx: World, submissionId: string, { salt }: { salt: boolean }): Promise<void> {
  await ctx.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
    // The decision is made and the status follows in a moment: what was earned is not withdrawn in between.
    const open = row.closedAt === null && isOpen(row.status)
    if (open && row.status === 'inReview' && (await isDecided(tx, ctx, row.id))) throw new Conflict('just-decided')
    const lines = await erasePieces(ctx, tx, submissionId)
    const words = await eraseWords(tx, ctx.scope, { submissionId })
    await eraseSaid(tx, ctx.scope, { submissionId, salt })
    await eraseDisclosures(ctx, tx, submissionId)
    const said = { subjectId: row.id, personId: row.learnerId, body: { words } }
    if (words > 0) lines.push({ type: 'submission.wordsErased', ...said })
    if (open) return writeMove(ctx, tx, row, { move: 'withdraw', body: { reason: 'learner' }, lines })
    for (const line of lines) await append(ctx, tx, line)
  })
}

async function eraseDisclosures(ctx: World, tx: Tx, submissionId: string): Promise<void> {
  for (const { id, manifest } of await listAttempts(tx, ctx.scope, submissionId)) {
    const without = wordless(manifest)
    if (without) await updateManifest(tx, ctx.scope, { id, manifest: Buffer.from(manifestBytes(without)) })
  }
}

async function erasePieces(ctx: World, tx: Tx, submissionId: string): Promise<NewEntry[]> {
  const lines = []
  for (const piece of await listPieces(tx, ctx.scope, submissionId))
    if (!piece.erasedAt) lines.push(await erasePiece(ctx, tx, { piece, because: 'account-erased' }))
  return lines
}

async function eraseSomeItems(ctx: World): Promise<boolean> {
  const { personId } = ctx.person
  return ctx.transact(async (tx) => {
    const items = await listSomeItems(tx, ctx.person, SOME)
    for (const { id, blobKey } of items) {
      await deleteItem(tx, ctx.person, id)
      await deleteUploadsOf(tx, ctx.person, { evidenceId: null, itemId: id })
      await forgetNow(ctx, tx, blobKey)
    }
    for (const { id: itemId } of items)
      await append(ctx, tx, { type: 'submission.itemErased', subjectId: itemId, personId, body: { itemId } })
    return items.length > 0
  })
}
