import { Invalid, NotFound } from '../../../lib/refusal.ts'
import { mintCapability } from '../../../platform/capability.ts'
import { append } from '../../../platform/log.ts'
import { findItem } from '../reads/inbox.ts'
import { plainText } from '../rules/plain-text.ts'
import type { InboxRow } from '../tables.ts'
import { deleteItem, insertItem, type NewItem, updateItem } from '../writes/inbox.ts'
import { forgetLater, type Piece, placePiece, textPiece } from './evidence.ts'
import { readLink } from './read-link.ts'
import { editOwn, type Tx, type World } from './world.ts'

const DAY = 86_400_000
/** 08-trust.md 5.3: what nobody sorts for a year goes. */
const KEPT_DAYS = 365

/** Lands in the inbox, whole and dated. */
export async function keepItem(
  ctx: World,
  tx: Tx,
  { piece, caption = '', id = ctx.newId() }: { piece: Piece; caption?: string; id?: string },
): Promise<string> {
  const { kind, name, mediaType, bytes, sha256, blobKey, body, url, captured, facts } = piece
  const at = ctx.now()
  const item: NewItem = {
    id,
    ...{ kind, name, mediaType, bytes, sha256, blobKey, body, url, captured, facts },
    caption: captionOf(caption),
    receivedAt: at,
    expiresAt: new Date(at.getTime() + KEPT_DAYS * DAY),
  }
  await insertItem(tx, ctx.person, item)
  await append(ctx, tx, {
    type: 'submission.itemReceived',
    subjectId: item.id,
    personId: ctx.person.personId,
    body: { itemId: item.id, kind, bytes },
  })
  return item.id
}

function captionOf(typed: string): string {
  const caption = plainText(typed).trim()
  if ([...caption].length > 500) throw new Invalid('check-fields', { caption: 'refusal.caption-too-long' })
  return caption
}

export async function keepText(
  ctx: World,
  { body, caption }: { body: string; caption?: string | undefined },
): Promise<void> {
  const piece = textPiece(body)
  await ctx.transact((tx) => keepItem(ctx, tx, { piece, caption: caption ?? '' }))
}

export async function keepLink(
  ctx: World,
  { url, caption }: { url: string; caption?: string | undefined },
): Promise<void> {
  const piece = await readLink(ctx, url)
  await ctx.transact((tx) => keepItem(ctx, tx, { piece, caption: caption ?? '' }))
}

async function ownItem(ctx: World, tx: Tx, itemId: string): Promise<InboxRow> {
  const item = await findItem(tx, ctx.person, itemId)
  if (!item) throw new NotFound('inbox item')
  return item
}

async function noteItem(
  ctx: World,
  tx: Tx,
  { type, itemId }: { type: 'submission.itemCaptioned' | 'submission.itemRemoved'; itemId: string },
): Promise<void> {
  await append(ctx, tx, { type, subjectId: itemId, personId: ctx.person.personId, body: { itemId } })
}

export async function captionItem(ctx: World, itemId: string, caption: string): Promise<void> {
  await ctx.transact(async (tx) => {
    await ownItem(ctx, tx, itemId)
    await updateItem(tx, ctx.person, { id: itemId, caption: captionOf(caption) })
    await noteItem(ctx, tx, { type: 'submission.itemCaptioned', itemId })
  })
}

export async function removeItem(ctx: World, itemId: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const item = await ownItem(ctx, tx, itemId)
    // A sorted one lives on as evidence; its line in the inbox only says where it came from.
    if (item.sortedAt) return
    await deleteItem(tx, ctx.person, itemId)
    await forgetLater(ctx, tx, item.blobKey)
    await noteItem(ctx, tx, { type: 'submission.itemRemoved', itemId })
  })
}

export interface Sorting {
  readonly itemId: string
  readonly submissionId: string
  readonly requirementId: string
}

/** From the inbox into a place of a draft. Pressed twice, it stands there once. */
export async function sortItem(ctx: World, { itemId, submissionId, requirementId }: Sorting): Promise<void> {
  await editOwn(ctx, submissionId, async (tx, there, row) => {
    const item = await ownItem(there, tx, itemId)
    if (item.sortedAt) return
    const { kind, name, mediaType, bytes, sha256, blobKey, body, url, captured, facts } = item
    const piece = { kind, name, mediaType, bytes, sha256, blobKey, body, url, captured, facts, fromInboxId: item.id }
    const evidenceId = await placePiece(there, tx, row, { requirementId, piece })
    await updateItem(tx, there.person, { id: itemId, sortedAt: ctx.now() })
    await append(there, tx, {
      type: 'submission.itemSorted',
      subjectId: row.id,
      personId: row.learnerId,
      body: { itemId, evidenceId, requirementId },
    })
  })
}

/** An address on the files origin for one's own item. */
export async function openOwnItem(ctx: World, itemId: string): Promise<string> {
  return ctx.transact(async (tx) => {
    const { blobKey, bytes, mediaType, name } = await ownItem(ctx, tx, itemId)
    if (!blobKey) throw new NotFound('content')
    return mintCapability(ctx, tx, { blobKey, bytes, mediaType, name, purpose: 'view', minutes: 15 })
  })
}
