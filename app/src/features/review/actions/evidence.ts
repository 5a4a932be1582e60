import { Conflict } from '../../../lib/refusal.ts'
import { mintCapabilities } from '../../../platform/capability.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { post } from '../../../platform/outbox.ts'
import { type Attempt, getAttempt, listAttemptEvidence } from '../../submission/reads.ts'
import { neutralNames } from '../../submission/rules/display-name.ts'
import type { EvidenceRow } from '../../submission/tables.ts'
import { maySee } from '../policy.ts'
import { listChecked } from '../reads/holds.ts'
import { listFoundElsewhere } from '../reads/reviews.ts'
import { type EvidenceView, endingFor, viewerFor } from '../rules/packet.ts'
import type { ReviewRow, ReviewWorld } from '../tables.ts'
import { insertOpenings, upsertChecks } from '../writes.ts'
import { raiseAltered } from './altered.ts'
import { checkedSince, lookThrough } from './read-through.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

const MINUTES = 5
const MOST_TEXT = 200_000

/** Addresses for five minutes, for this session alone; every first opening is told to the learner, without a name. */
export async function openEvidence(
  ctx: World,
  { review }: { readonly review: ReviewRow },
): Promise<Map<string, EvidenceView>> {
  if (!maySee(ctx.actor, review).ok) throw new Conflict('lease-lost')
  const { attempt, rows, elsewhere, checked } = await ctx.transact((tx) => gather(ctx, tx, review))
  const looked = await lookThrough(ctx, attempt, { rows, checked })
  if (looked.altered !== null) {
    await raiseAltered(ctx, { review, evidenceId: looked.altered, accountId: ctx.actor.id })
    throw new Conflict('evidence-altered')
  }
  const names = neutralNames(rows)
  const texts = await plainTexts(ctx, rows)
  return ctx.transact(async (tx) => {
    const urls = await addressesOf(ctx, tx, { rows, names, texts })
    const views = rows.map((row): [string, EvidenceView] => [
      row.id,
      { ...viewOf(row, { url: urls.get(row.id), text: texts.get(row.id) }), elsewhere: elsewhere.includes(row.sha256) },
    ])
    await upsertChecks(tx, ctx.scope, { found: looked.whole, at: ctx.now() })
    const body = { reviewId: review.id, accountId: ctx.actor.id }
    for (const evidenceId of looked.later) await post(ctx, tx, { kind: 'readThrough', body: { ...body, evidenceId } })
    await noteOpenings(ctx, tx, { review, attempt }, rows)
    return new Map(views)
  })
}

async function gather(ctx: World, tx: Tx, { attemptId }: ReviewRow) {
  const attempt = await getAttempt(tx, ctx.scope, attemptId)
  const rows = await listAttemptEvidence(tx, ctx.scope, attemptId)
  const digests = rows.map(({ sha256 }) => sha256)
  const elsewhere = await listFoundElsewhere(tx, ctx.scope, { learnerId: attempt.learnerId, digests })
  const asked = { evidenceIds: rows.map(({ id }) => id), since: checkedSince(ctx.now()) }
  return { attempt, rows, elsewhere, checked: await listChecked(tx, ctx.scope, asked) }
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

interface Shown {
  readonly rows: readonly EvidenceRow[]
  readonly names: ReadonlyMap<string, string>
  readonly texts: ReadonlyMap<string, string>
}

/** Only what is shown from the store has an address, and only in a session. */
async function addressesOf(ctx: World, tx: Tx, { rows, names, texts }: Shown): Promise<Map<string, string>> {
  const files = rows.flatMap(({ id, blobKey, bytes, mediaType }) => {
    if (!blobKey || !ctx.sessionId || texts.has(id)) return []
    const name = `${names.get(id) ?? 'evidence'}${endingFor(mediaType)}`
    return [{ id, blobKey, bytes, mediaType, name, purpose: 'view', minutes: MINUTES } as const]
  })
  const openings = files.map(({ id: _, ...opening }) => opening)
  const urls = await mintCapabilities(ctx, tx, openings)
  return new Map(files.map(({ id }, place) => [id, urls[place] ?? '']))
}

function viewOf(row: EvidenceRow, { url, text }: { url: string | undefined; text: string | undefined }): EvidenceView {
  const { facts } = row
  return {
    url: url ?? '',
    viewer: viewerFor(row),
    ...(facts.seconds === undefined ? {} : { seconds: Math.round(facts.seconds) }),
    ...(facts.pages === undefined ? {} : { pages: facts.pages }),
    ...(facts.captions === undefined ? {} : { captions: facts.captions }),
    ...(text === undefined ? {} : { text }),
    ...(row.kind === 'link' && !row.blobKey && row.url ? { link: row.url } : {}),
  }
}

/** One line for all that were opened for the first time; last, because the log is written by one transaction at a time. */
async function noteOpenings(
  ctx: World,
  tx: Tx,
  { review, attempt }: { review: ReviewRow; attempt: Attempt },
  rows: readonly EvidenceRow[],
): Promise<void> {
  const evidenceIds = rows.map(({ id }) => id)
  const opening = { reviewId: review.id, accountId: ctx.actor.id, openedAt: ctx.now(), evidenceIds }
  const first = await insertOpenings(tx, ctx.scope, opening)
  if (first.length === 0) return
  // The learner reads this line; who it was stands with the reading, not here.
  const unnamed = ctx.asSystem({ tenantId: ctx.scope.tenantId, job: 'review.desk' })
  await append(unnamed, tx, {
    type: 'review.evidenceOpened',
    subjectId: review.submissionId,
    personId: attempt.learnerId,
    body: { reviewId: review.id, attemptId: review.attemptId, evidenceIds: first },
  })
}
