import { createHash } from 'node:crypto'
import { Conflict, Invalid, insist, insistOpen, NotFound } from '../../../lib/refusal.ts'
import { mintCapability } from '../../../platform/capability.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { type AchievementVersion, getVersion } from '../../catalog/reads.ts'
import type { PrivacyClass } from '../model.ts'
import { mayEdit, mayWork } from '../policy.ts'
import { findConsentForUpdate } from '../reads/consents.ts'
import { findOwnEvidence, listEvidence } from '../reads.ts'
import { textName } from '../rules/display-name.ts'
import { fittingTypes, typeOf } from '../rules/evidence-kinds.ts'
import { EVIDENCE_LIMITS } from '../rules/limits.ts'
import { plainText } from '../rules/plain-text.ts'
import { lockedPart } from '../rules/practice-lock.ts'
import { mayChangeClass, visibilityWithin } from '../rules/privacy-class.ts'
import type { EvidenceRow, SubmissionRow } from '../tables.ts'
import { updateUnsorted } from '../writes/inbox.ts'
import { deleteEvidence, insertEvidence, type NewEvidence, updateEvidence } from '../writes.ts'
import { insistRoom } from './announce-upload.ts'
import { type LinkPiece, readLink } from './read-link.ts'
import { editOwn, noteEdit, ownWork, standing, type Tx, type World } from './world.ts'

type Requirement = AchievementVersion['content']['part2']['requirements'][number]
/** What every way of adding ends in: a piece without its place. */
export type Piece = Omit<
  NewEvidence,
  'id' | 'submissionId' | 'learnerId' | 'requirementId' | 'evidenceType' | 'addedAt' | 'fromInboxId'
> & { readonly fromInboxId?: string; readonly evidenceType?: string | undefined }

const DAY = 86_400_000
const INBOX_MONTH = 30 * DAY
/** Kept until its holder says what it is. */
const UNSAID = ''

/** Puts a piece into its place; its class is the strictest until its holder says otherwise. */
export async function placePiece(
  ctx: World,
  tx: Tx,
  row: SubmissionRow,
  { requirementId, piece, id = ctx.newId() }: { requirementId: string; piece: Piece; id?: string },
): Promise<string> {
  const requirement = await requirementOf(tx, row, requirementId)
  await insistUnlocked(ctx, tx, row, requirementId)
  // From the inbox it only moves: what the person keeps stays as much.
  const kept = piece.fromInboxId ? piece.bytes : 0
  await insistRoom(ctx, tx, { kind: piece.kind, bytes: piece.bytes, submissionId: row.id, kept })
  await insertEvidence(tx, ctx.scope, {
    ...piece,
    id,
    submissionId: row.id,
    learnerId: row.learnerId,
    requirementId,
    evidenceType: typeOf(piece.kind, requirement.evidenceTypes, piece.evidenceType) ?? UNSAID,
    fromInboxId: piece.fromInboxId ?? null,
    addedAt: ctx.now(),
  })
  return id
}

/** What is locked stays as it is until the work comes back. */
async function insistUnlocked(ctx: World, tx: Tx, row: SubmissionRow, requirementId: string): Promise<void> {
  if ((await findLocked(ctx, tx, row)) === requirementId) throw new Conflict('part-locked')
}

export async function findLocked(ctx: World, tx: Tx, row: SubmissionRow): Promise<string | null> {
  const { content } = await getVersion(tx, row.achievementVersionId)
  if (!content.practiceCase) return null
  const { practice } = await standing(tx, ctx, row.id)
  return lockedPart(content, practice, await listEvidence(tx, ctx.scope, row.id))
}

async function requirementOf(tx: Tx, row: SubmissionRow, requirementId: string): Promise<Requirement> {
  const { content } = await getVersion(tx, row.achievementVersionId)
  const requirement = content.part2.requirements.find(({ id }) => id === requirementId)
  if (!requirement) throw new NotFound('requirement')
  return requirement
}

export interface AddText {
  readonly requirementId: string
  readonly body: string
  readonly evidenceType?: string | undefined
}

export async function addText(
  ctx: World,
  submissionId: string,
  { requirementId, body, evidenceType }: AddText,
): Promise<string> {
  const piece = textPiece(body)
  return add(ctx, submissionId, { requirementId, piece: { ...piece, evidenceType } })
}

async function add(
  ctx: World,
  submissionId: string,
  placed: { readonly requirementId: string; readonly piece: Piece },
): Promise<string> {
  return editOwn(ctx, submissionId, async (tx, there, row) => {
    const id = await placePiece(there, tx, row, placed)
    await noteEdit(there, tx, row)
    return id
  })
}

export function textPiece(typed: string): Piece {
  const body = plainText(typed).trim()
  if (body === '') throw new Invalid('check-fields', { body: 'refusal.text-empty' })
  if ([...body].length > EVIDENCE_LIMITS.textCodePoints)
    throw new Invalid('text-too-long', { body: 'refusal.text-too-long' })
  const bytes = Buffer.from(body, 'utf8')
  const name = textName(body)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const facts = { words: body.split(/\s+/).length }
  return {
    kind: 'text',
    name,
    mediaType: 'text/plain; charset=utf-8',
    bytes: bytes.length,
    sha256,
    blobKey: null,
    body,
    url: null,
    captured: {},
    facts,
  }
}

export interface AddLink {
  readonly requirementId: string
  readonly url: string
  readonly evidenceType?: string | undefined
}

/** The page behind the link is read once, now, and a copy of its words is what will be judged. */
export async function addLink(
  ctx: World,
  submissionId: string,
  { requirementId, url, evidenceType }: AddLink,
): Promise<string> {
  const { row } = await ownWork(ctx, submissionId)
  insistOpen(mayEdit(ctx.actor, row))
  const piece: LinkPiece = await readLink(ctx, url)
  return add(ctx, submissionId, { requirementId, piece: { ...piece, evidenceType } })
}

export interface AnswerPiece {
  readonly evidenceId: string
  readonly evidenceType: string
  readonly class: PrivacyClass
  readonly consentId: string | null
  readonly confirmed: boolean
}

/** What it is, who could be recognized in it, and under which consent. A frozen piece stays as it was judged: its copy changes. */
export async function answerPiece(ctx: World, submissionId: string, answer: AnswerPiece): Promise<void> {
  await editOwn(ctx, submissionId, async (tx, there, row) => {
    const piece = await draftPiece(there, tx, row, answer.evidenceId)
    const requirement = await requirementOf(tx, row, piece.requirementId)
    if (!fittingTypes(piece.kind, requirement.evidenceTypes).includes(answer.evidenceType))
      throw new Invalid('check-fields', { evidenceType: 'refusal.evidence-type' })
    insistClass(piece, answer)
    await insistConsent(there, tx, answer)
    const change = {
      evidenceType: answer.evidenceType,
      class: answer.class,
      visibility: visibilityWithin(answer.class, piece.visibility),
      consentId: answer.class === 'A' ? null : answer.consentId,
    }
    const id = piece.frozenAt ? await replaceFrozen(there, tx, piece) : piece.id
    await updateEvidence(tx, there.scope, { id, ...change })
    if (answer.class !== piece.class)
      await append(there, tx, {
        type: 'submission.classChanged',
        subjectId: row.id,
        personId: row.learnerId,
        body: { evidenceId: id, from: piece.class, to: answer.class },
      })
    else await noteEdit(there, tx, row)
  })
}

function insistClass(piece: EvidenceRow, answer: AnswerPiece): void {
  // A frozen piece is copied first, so what changes is never what was judged.
  const change = {
    from: piece.class,
    to: answer.class,
    by: 'holder',
    confirmed: answer.confirmed,
    frozen: false,
  } as const
  const verdict = mayChangeClass(change)
  if (!verdict.ok) throw new Invalid('check-fields', { confirmed: `refusal.${verdict.because}` })
}

async function insistConsent(ctx: World, tx: Tx, { consentId }: AnswerPiece): Promise<void> {
  if (consentId === null) return
  const own = await findConsentForUpdate(tx, ctx.person, consentId)
  if (!own || own.withdrawnAt) throw new NotFound('consent')
}

async function draftPiece(ctx: World, tx: Tx, row: SubmissionRow, evidenceId: string): Promise<EvidenceRow> {
  const piece = (await listEvidence(tx, ctx.scope, row.id)).find(({ id }) => id === evidenceId)
  if (!piece) throw new NotFound('evidence')
  return piece
}

async function replaceFrozen(ctx: World, tx: Tx, piece: EvidenceRow): Promise<string> {
  const {
    tenantId: _,
    visibility: _visibility,
    position: _position,
    frozenAt: _frozen,
    removedAt: _removed,
    erasedAt: _erased,
    ...same
  } = piece
  const id = ctx.newId()
  await updateEvidence(tx, ctx.scope, { id: piece.id, removedAt: ctx.now() })
  await insertEvidence(tx, ctx.scope, { ...same, id, addedAt: ctx.now() })
  return id
}

/** Out of the draft: back into the inbox if it came from there. What an attempt names stays where that attempt keeps it. */
export async function removePiece(ctx: World, submissionId: string, evidenceId: string): Promise<'inbox' | 'gone'> {
  return editOwn(ctx, submissionId, async (tx, there, row) => {
    const piece = await draftPiece(there, tx, row, evidenceId)
    await insistUnlocked(there, tx, row, piece.requirementId)
    const where = await takeOut(there, tx, piece)
    await noteEdit(there, tx, row)
    return where
  })
}

async function takeOut(ctx: World, tx: Tx, { id, frozenAt, fromInboxId, blobKey }: EvidenceRow) {
  if (frozenAt) {
    await updateEvidence(tx, ctx.scope, { id, removedAt: ctx.now() })
    return 'gone'
  }
  await deleteEvidence(tx, ctx.scope, id)
  const until = new Date(ctx.now().getTime() + INBOX_MONTH)
  if (fromInboxId && (await updateUnsorted(tx, ctx.person, { id: fromInboxId, until }))) return 'inbox'
  await forgetLater(ctx, tx, blobKey)
  return 'gone'
}

/** Bytes that nothing names go a day later: a slip of the finger can be mended by sending the same file again. */
export async function forgetLater(ctx: World, tx: Tx, blobKey: string | null): Promise<void> {
  await forgetFrom(ctx, tx, { blobKey, at: new Date(ctx.now().getTime() + DAY) })
}

/** Gone as soon as this is committed, unless something else names the same bytes. */
export async function forgetNow(ctx: World, tx: Tx, blobKey: string | null): Promise<void> {
  await forgetFrom(ctx, tx, { blobKey, at: ctx.now() })
}

async function forgetFrom(ctx: World, tx: Tx, { blobKey, at }: { blobKey: string | null; at: Date }): Promise<void> {
  if (blobKey === null) return
  await post(ctx, tx, { kind: 'forget-content', body: { blobKey, personId: ctx.person.personId }, at })
}

/** An address on the files origin for the holder's own piece. */
export async function openOwnPiece(ctx: World, evidenceId: string): Promise<string> {
  const piece = await ctx.transact((tx) => findOwnEvidence(tx, ctx.person, evidenceId))
  if (!piece?.blobKey) throw new NotFound('evidence')
  insist(mayWork(ctx.actor, piece))
  const { blobKey, bytes, mediaType, name } = piece
  return ctx.transact((tx) =>
    mintCapability(ctx, tx, { blobKey, bytes, mediaType, name, purpose: 'view', minutes: 15 }),
  )
}
