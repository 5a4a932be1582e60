import * as z from 'zod'
import { Conflict, insist } from '../../../lib/refusal.ts'
import { append, type LogEntry, type NewEntry } from '../../../platform/log.ts'
import { isEntryDue } from '../../../platform/outbox.ts'
import { mayCheck } from '../policy.ts'
import { listSomeItems, listUploadIds, listWorkPlaces } from '../reads/erased.ts'
import { getSubmissionForUpdate, listAttempts, listPieces } from '../reads.ts'
import { manifestBytes, wordless } from '../rules/manifest.ts'
import { isOpen } from '../rules/moves.ts'
import type { SubmissionRow } from '../tables.ts'
import { deleteConsents, eraseSaid, eraseWords, updateManifest } from '../writes/erased.ts'
import { deleteItem, deleteUploadsOf } from '../writes/inbox.ts'
import { dropUpload } from './announce-upload.ts'
import { erasePiece, forgetNow } from './erase.ts'
import { findDecided } from './moves.ts'
import { type Move, type Tx, type World, writeMove } from './world.ts'

const SOME = 100
const Decision = z.object({ result: z.enum(['earned', 'returned']), decisionId: z.uuid() })
interface Erasing {
  readonly credentials: 'keep' | 'erase'
  /** Says to the operator what was not waited for. */
  readonly tell: (what: string, tenantId: string) => void
}

/** Everything the person sent, drafted and kept, one work at a time; what was decided stands. `ctx` is of the person. */
export async function eraseWorks(ctx: World, { credentials, tell }: Erasing): Promise<void> {
  insist(mayCheck(ctx.actor))
  const { personId } = ctx.person
  for (const { tenantId, id } of await ctx.transact((tx) => listWorkPlaces(tx, ctx.person)))
    if (await eraseWork(ctx.asSystem({ tenantId, personId, job: 'erase' }), id, { salt: credentials === 'erase' }))
      tell('work was closed by an erasing: the letter with its decision was given up', tenantId)
  while (await eraseSomeItems(ctx));
  for (const id of await ctx.transact((tx) => listUploadIds(tx, ctx.person))) await dropUpload(ctx, id)
  await ctx.transact(async (tx) => {
    const consents = await deleteConsents(tx, ctx.person)
    if (consents === 0) return
    await append(ctx, tx, { type: 'submission.consentsErased', subjectId: personId, personId, body: { consents } })
  })
}

/**
 * One work: pieces, words, and its end where it was still open, also with readers. Done twice, it writes no second line.
 * True when it was closed in the stead of a letter that was given up.
 */
async function eraseWork(ctx: World, submissionId: string, { salt }: { salt: boolean }): Promise<boolean> {
  return ctx.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
    const open = row.closedAt === null && isOpen(row.status)
    const decided = open ? await findUnheard(ctx, tx, row) : undefined
    const lines = await eraseContent(ctx, tx, row, { salt })
    if (open) await writeMove(ctx, tx, row, { ...endOf(decided), lines })
    else for (const line of lines) await append(ctx, tx, line)
    return decided !== undefined
  })
}

/** The decision that the status did not follow. While its letters are tried it does in a moment: what was earned is not withdrawn in between. */
async function findUnheard(ctx: World, tx: Tx, { id, status }: SubmissionRow): Promise<LogEntry | undefined> {
  const decided = status === 'inReview' ? await findDecided(tx, ctx, id) : undefined
  if (decided && (await isEntryDue(tx, decided.id))) throw new Conflict('just-decided')
  return decided
}

/** What was earned is earned, also where the work did not hear of it: a credential may stand on it. */
function endOf(decided: LogEntry | undefined): Move {
  const said = Decision.safeParse(decided?.body)
  return said.data?.result === 'earned'
    ? { move: 'award', body: { decisionId: said.data.decisionId } }
    : { move: 'withdraw', body: { reason: 'learner' } }
}

async function eraseContent(
  ctx: World,
  tx: Tx,
  { id, learnerId }: SubmissionRow,
  { salt }: { salt: boolean },
): Promise<NewEntry[]> {
  const lines = await erasePieces(ctx, tx, id)
  const words = await eraseWords(tx, ctx.scope, { submissionId: id })
  await eraseSaid(tx, ctx.scope, { submissionId: id, salt })
  await eraseDisclosures(ctx, tx, id)
  const said = { subjectId: id, personId: learnerId, body: { words } }
  return words > 0 ? [...lines, { type: 'submission.wordsErased', ...said }] : lines
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
