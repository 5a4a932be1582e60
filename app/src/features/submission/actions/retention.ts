import { insist } from '../../../lib/refusal.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { findPerson } from '../../account/reads.ts'
import { dayFor } from '../../account/rules/day-for.ts'
import { mayCheck } from '../policy.ts'
import { isConsentInUse } from '../reads/consents.ts'
import { listItemsForUpdate } from '../reads/inbox.ts'
import { getSubmissionForUpdate, listAttempts, listPieces } from '../reads.ts'
import { goesAt, inboxStep, noticeOf } from '../rules/retention.ts'
import type { InboxRow } from '../tables.ts'
import { eraseSaid, eraseUnsent } from '../writes/erased.ts'
import { deleteConsent, deleteItem, deleteUploadsOf, updateItem } from '../writes/inbox.ts'
import { dropUpload } from './announce-upload.ts'
import { erasePiece, forgetNow } from './erase.ts'
import type { Tx, World } from './world.ts'

/** An upload nobody ended: its bytes first, then its row, so that what is cut off between is found again. */
export async function eraseUpload(ctx: World, id: string): Promise<void> {
  insist(mayCheck(ctx.actor))
  await dropUpload(ctx, id)
}

/** What lies unsorted is spoken of thirty and seven days before it goes. `ctx` is of its holder. */
export async function tendInbox(ctx: World): Promise<number> {
  insist(mayCheck(ctx.actor))
  return ctx.transact(async (tx) => {
    const now = ctx.now()
    const items = await listItemsForUpdate(tx, ctx.person, now)
    const due = (step: 'notice' | 'erase') => items.filter((item) => inboxStep(item, now) === step)
    const going = due('erase')
    await giveNotice(ctx, tx, due('notice'))
    for (const item of going) await eraseItem(ctx, tx, item)
    for (const { id: itemId } of going) {
      const line = { subjectId: itemId, personId: ctx.person.personId, body: { itemId } }
      await append(ctx, tx, { type: 'submission.itemErased', ...line })
    }
    return going.length
  })
}

async function eraseItem(ctx: World, tx: Tx, { id, blobKey }: InboxRow): Promise<void> {
  await deleteItem(tx, ctx.person, id)
  await deleteUploadsOf(tx, ctx.person, { evidenceId: null, itemId: id })
  await forgetNow(ctx, tx, blobKey)
}

/** One letter for all of them, with the first day on which something goes. */
async function giveNotice(ctx: World, tx: Tx, items: readonly InboxRow[]): Promise<void> {
  const [first] = items.toSorted((one, other) => one.expiresAt.getTime() - other.expiresAt.getTime())
  if (!first) return
  const { personId: toPerson } = ctx.person
  const now = ctx.now()
  for (const item of items)
    await updateItem(tx, ctx.person, { id: item.id, noticed: noticeOf(item, now), noticedAt: now })
  const person = await findPerson(tx, toPerson)
  const values = { count: items.length, day: dayFor(person, goesAt(first, now)) }
  await postMail(ctx, tx, { toPerson, template: 'submission.inboxCloses', values, path: '/me/inbox' })
}

/** A piece of ended work whose time is over. `ctx` is of the tenant and of the holder. */
export async function eraseEnded(
  ctx: World,
  { submissionId, evidenceId }: { submissionId: string; evidenceId: string },
): Promise<boolean> {
  insist(mayCheck(ctx.actor))
  return ctx.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
    const piece = (await listPieces(tx, ctx.scope, submissionId)).find(({ id }) => id === evidenceId)
    if (!row.closedAt || !piece || piece.erasedAt) return false
    await append(ctx, tx, await erasePiece(ctx, tx, { piece, because: 'retention' }))
    return true
  })
}

/** Words of ended work that nobody was sent. `ctx` is of the tenant and of the holder. */
export async function eraseUnsentWords(ctx: World, submissionId: string): Promise<boolean> {
  insist(mayCheck(ctx.actor))
  return ctx.transact(async (tx) => {
    const row = await getSubmissionForUpdate(tx, ctx.scope, submissionId)
    if (!row.closedAt) return false
    const never = (await listAttempts(tx, ctx.scope, submissionId)).length === 0
    const said = never ? [row.aiTools, row.aiPurpose].filter((text) => text !== '').length : 0
    const words = said + (await eraseUnsent(tx, ctx.scope, { submissionId }))
    if (words === 0) return false
    if (said > 0) await eraseSaid(tx, ctx.scope, { submissionId, salt: false })
    const line = { subjectId: submissionId, personId: row.learnerId, body: { words } }
    await append(ctx, tx, { type: 'submission.wordsErased', ...line })
    return true
  })
}

/** A statement whose evidence is gone for years. */
export async function eraseConsent(ctx: World, consentId: string): Promise<void> {
  insist(mayCheck(ctx.actor))
  await ctx.transact(async (tx) => {
    if (await isConsentInUse(tx, ctx.person, consentId)) return
    await deleteConsent(tx, ctx.person, consentId)
    const body = { consentId }
    const { personId } = ctx.person
    await append(ctx, tx, { type: 'submission.consentErased', subjectId: consentId, personId, body })
  })
}
