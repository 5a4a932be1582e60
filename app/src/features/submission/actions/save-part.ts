import { Invalid, NotFound } from '../../../lib/refusal.ts'
import type { SavePart } from '../model.ts'
import { listEvidence } from '../reads.ts'
import { plainText } from '../rules/plain-text.ts'
import type { EvidenceRow, SubmissionRow } from '../tables.ts'
import { answerChecks, giveConsent } from './declare.ts'
import { addLink, addText, answerPiece, textPiece } from './evidence.ts'
import { ownWork, type World } from './world.ts'

interface At {
  readonly submissionId: string
  readonly requirementId: string
}

/**
 * Whatever was said on the page of one requirement, in one press. What cannot be kept is told at its field, and the
 * rest of the page comes back as it was typed; sent again, nothing is there twice.
 */
export async function savePart(ctx: World, at: At, said: SavePart): Promise<void> {
  const { there, row } = await ownWork(ctx, at.submissionId)
  const pieces = (await there.transact((tx) => listEvidence(tx, there.scope, row.id))).filter(
    ({ requirementId }) => requirementId === at.requirementId,
  )
  const { text, link, consent } = { ...said, ...typedIn(said, pieces) }
  if (text) await under('text', () => textPiece(text.body))
  if (!isTicked(row, at, said.yes)) await answerChecks(ctx, at.submissionId, { ...at, yes: said.yes })
  await answerPieces(ctx, at, { pieces, said })
  if (text) await under('text', () => addText(ctx, at.submissionId, { ...text, requirementId: at.requirementId }))
  if (consent) await under('consent', () => giveConsent(ctx, at.submissionId, consent))
  // The page behind a link is read on the spot, which goes wrong most often: all else is kept before.
  if (link) await under('link', () => addLink(ctx, at.submissionId, { ...link, requirementId: at.requirementId }))
}

/** What was typed and lies here already comes of a press that was sent twice. */
function typedIn({ text, link }: SavePart, pieces: readonly EvidenceRow[]): Pick<SavePart, 'text' | 'link'> {
  const body = plainText(text?.body ?? '').trim()
  const url = link?.url.trim() ?? ''
  const isHere = (name: 'body' | 'url', typed: string) => pieces.some((piece) => piece[name] === typed)
  return {
    text: body === '' || isHere('body', body) ? undefined : text,
    link: url === '' || isHere('url', url) ? undefined : link,
  }
}

function isTicked({ checks }: SubmissionRow, { requirementId }: At, yes: readonly string[]): boolean {
  const before = checks[requirementId] ?? []
  return before.length === yes.length && before.every((check) => yes.includes(check))
}

/** A piece that was taken out meanwhile is not asked any more; one that is as it was is left alone. */
async function answerPieces(
  ctx: World,
  { submissionId }: At,
  { pieces, said }: { pieces: readonly EvidenceRow[]; said: SavePart },
): Promise<void> {
  for (const piece of pieces) {
    const answer = said.pieces[piece.id]
    if (answer && !isAsBefore(piece, answer))
      await under(`pieces.${piece.id}`, () => answerPiece(ctx, submissionId, { evidenceId: piece.id, ...answer }))
  }
}

function isAsBefore(piece: EvidenceRow, answer: SavePart['pieces'][string]): boolean {
  return (
    piece.evidenceType === answer.evidenceType && piece.class === answer.class && piece.consentId === answer.consentId
  )
}

/** A refusal stands at the field of the page that it is about. */
async function under(place: string, deed: () => unknown): Promise<void> {
  try {
    await deed()
  } catch (problem) {
    if (problem instanceof NotFound && problem.message === 'consent')
      throw new Invalid('check-fields', { [`${place}.consentId`]: 'refusal.consent-gone' })
    if (!(problem instanceof Invalid)) throw problem
    const fields = Object.entries(problem.fields).map(([name, words]) => [`${place}.${name}`, words])
    throw new Invalid(problem.because, Object.fromEntries(fields), problem.values)
  }
}
