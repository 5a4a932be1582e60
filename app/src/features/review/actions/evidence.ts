import { Conflict } from '../../../lib/refusal.ts'
import { BlobAltered } from '../../../platform/blobs.ts'
import { mintCapability } from '../../../platform/capability.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { type Attempt, getAttempt, listAttemptEvidence } from '../../submission/reads.ts'
import { neutralNames } from '../../submission/rules/display-name.ts'
import type { EvidenceRow } from '../../submission/tables.ts'
import { maySee } from '../policy.ts'
import { listFoundElsewhere, listOpened } from '../reads/reviews.ts'
import { type EvidenceView, endingFor, viewerFor } from '../rules/packet.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { insertFlag, insertOpening } from '../writes.ts'
import { tellQaLeads } from './tell.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** Bytes this size are read through before a reader sees them first; of larger ones the length is compared. */
const READ_THROUGH = 64 * 1024 * 1024
const MINUTES = 5
const MOST_TEXT = 200_000

export interface Opening {
  readonly review: ReviewRow
  readonly attempt: Attempt
}

/** Addresses for five minutes, for this session alone; every first opening is a line the learner can read, without a name. */
export async function openEvidence(
  ctx: World,
  { review }: Pick<Opening, 'review'>,
): Promise<Map<string, EvidenceView>> {
  if (!maySee(ctx.actor, review).ok) throw new Conflict('lease-lost')
  const { attempt, rows, elsewhere, opened } = await ctx.transact((tx) => gather(ctx, tx, review))
  const opening = { review, attempt }
  await insistUnaltered(ctx, opening, { rows, opened })
  const names = neutralNames(rows)
  const texts = await plainTexts(ctx, rows)
  return ctx.transact(async (tx) => {
    const views = new Map<string, EvidenceView>()
    for (const row of rows) {
      const name = `${names.get(row.id) ?? 'evidence'}${endingFor(row.mediaType)}`
      const view = await viewOf(ctx, tx, { row, name, text: texts.get(row.id) })
      views.set(row.id, { ...view, elsewhere: elsewhere.includes(row.sha256) })
    }
    await noteOpenings(ctx, tx, opening, rows)
    return views
  })
}

async function gather(ctx: World, tx: Tx, { id, attemptId }: ReviewRow) {
  const attempt = await getAttempt(tx, ctx.scope, attemptId)
  const rows = await listAttemptEvidence(tx, ctx.scope, attemptId)
  const digests = rows.map(({ sha256 }) => sha256)
  const elsewhere = await listFoundElsewhere(tx, ctx.scope, { learnerId: attempt.learnerId, digests })
  const opened = await listOpened(tx, ctx.scope, { reviewId: id, accountId: ctx.actor.id })
  return { attempt, rows, elsewhere, opened }
}

/** Plain text is shown in the page, where names in it are covered; the file itself is not handed out. */
async function plainTexts(ctx: World, rows: readonly EvidenceRow[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  for (const { id, kind, body, mediaType, blobKey, bytes } of rows) {
    if (kind === 'text' && body) texts.set(id, body)
    else if (blobKey && mediaType.startsWith('text/plain') && bytes <= MOST_TEXT)
      texts.set(id, await textOf(await ctx.blobs.get(blobKey)))
  }
  return texts
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

interface Viewed {
  readonly row: EvidenceRow
  readonly name: string
  readonly text: string | undefined
}

async function viewOf(ctx: World, tx: Tx, { row, name, text }: Viewed): Promise<EvidenceView> {
  const { blobKey, bytes, mediaType, facts } = row
  const file = { blobKey: blobKey ?? '', bytes, mediaType, name, purpose: 'view', minutes: MINUTES } as const
  return {
    url: blobKey && ctx.sessionId && text === undefined ? await mintCapability(ctx, tx, file) : '',
    viewer: viewerFor(row),
    ...(facts.seconds === undefined ? {} : { seconds: Math.round(facts.seconds) }),
    ...(facts.pages === undefined ? {} : { pages: facts.pages }),
    ...(facts.captions === undefined ? {} : { captions: facts.captions }),
    ...(text === undefined ? {} : { text }),
    ...(row.kind === 'link' && !blobKey && row.url ? { link: row.url } : {}),
  }
}

async function noteOpenings(
  ctx: World,
  tx: Tx,
  { review, attempt }: Opening,
  rows: readonly EvidenceRow[],
): Promise<void> {
  const first: string[] = []
  for (const { id: evidenceId } of rows) {
    const opening = { reviewId: review.id, accountId: ctx.actor.id, evidenceId, openedAt: ctx.now() }
    if (await insertOpening(tx, ctx.scope, opening)) first.push(evidenceId)
  }
  // The learner reads these lines; who it was stands with the reading, not here.
  const unnamed = ctx.asSystem({ tenantId: ctx.scope.tenantId, job: 'review.desk' })
  for (const evidenceId of first)
    await append(unnamed, tx, {
      type: 'review.evidenceOpened',
      subjectId: review.submissionId,
      personId: attempt.learnerId,
      body: { reviewId: review.id, attemptId: review.attemptId, evidenceId },
    })
}

/** What is judged is what was submitted, byte for byte. A difference is ours, never the educator's. */
async function insistUnaltered(
  ctx: World,
  opening: Opening,
  { rows, opened }: { rows: readonly EvidenceRow[]; opened: readonly string[] },
): Promise<void> {
  for (const frozen of opening.attempt.manifest.evidence) {
    const row = rows.find(({ id }) => id === frozen.id)
    const same = row?.sha256 === frozen.sha256
    // Read through before the first look; after it the store itself compares at each delivery.
    if (same && (opened.includes(row.id) || (await isWhole(ctx, row)))) continue
    await raiseAltered(ctx, opening, frozen.id)
    throw new Conflict('evidence-altered')
  }
}

async function isWhole(ctx: World, { blobKey, bytes }: EvidenceRow): Promise<boolean> {
  if (!blobKey) return true
  if (bytes > READ_THROUGH) return (await ctx.blobs.size(blobKey)) === bytes
  try {
    for await (const _ of await ctx.blobs.get(blobKey));
    return true
  } catch (error) {
    if (error instanceof BlobAltered) return false
    throw error
  }
}

async function raiseAltered(ctx: World, { review }: Opening, evidenceId: string): Promise<void> {
  const { id: reviewId, submissionId, attemptId } = review
  await ctx.transact(async (tx) => {
    const flag = {
      id: ctx.newId(),
      reviewId,
      submissionId,
      accountId: ctx.actor.id,
      kind: 'technical',
      note: '',
    } as const
    await insertFlag(tx, ctx.scope, { ...flag, evidenceId, raisedAt: ctx.now() })
    await tellQaLeads(ctx, tx, { template: 'review.altered', values: {} })
    const body = { reviewId, attemptId, kind: 'technical', evidenceId }
    await append(ctx, tx, { type: 'review.flagged', subjectId: submissionId, body })
  })
}
