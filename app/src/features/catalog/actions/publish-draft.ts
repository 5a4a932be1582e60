import { uuidV4 } from '../../../lib/ids.ts'
import { Conflict, Invalid, insist, insistOpen, NotFound, no, yes } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { holdersOf } from '../../organization/reads.ts'
import type { AchievementFile } from '../model.ts'
import { mayConfirmText, mayPublishText, mayRetire } from '../policy.ts'
import { getOpenPublication, type Publication } from '../reads/draft-reviews.ts'
import { findSource, listOwnVersions } from '../reads/published.ts'
import { getVersion } from '../reads.ts'
import { contentOf } from '../rules/content-of.ts'
import { cardOf } from '../rules/facets.ts'
import { SEMVER } from '../rules/field.ts'
import type { AnswerPublication, ProposePublication, RetireVersion } from '../rules/review-form.ts'
import { searchTextOf } from '../rules/search-rank.ts'
import { isOpenTo } from '../rules/version-life.ts'
import {
  answerPublication,
  insertPublication,
  type PublishedEntry,
  publishDraft,
  retireVersion,
} from '../writes/draft-reviews.ts'
import { upsertOffers } from '../writes/offers.ts'
import { compareVersions } from './decide-import.ts'
import { digestOf } from './import-catalog.ts'
import { type Judged, judgedDraft, tell } from './review-draft.ts'
import { nextOf, type ReviewWorld, soundFile } from './sound-draft.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>
const CHANGES_LEAST = 20

/** One quality lead names the number; another one's word publishes. */
export async function proposePublication(ctx: World, draftId: string, input: ProposePublication): Promise<void> {
  await ctx.transact(async (tx) => {
    const judged = await judgedDraft(ctx, tx, draftId)
    const { draft } = judged
    insist(mayPublishText(ctx.actor, judged, ctx.now()))
    insistOpen(isOpenTo(draft.state, 'publish') ? yes : no('draft-moved'))
    const { file } = await soundFile(ctx, tx, draft)
    await insistNumber(ctx, tx, { draft, file, version: input.version })
    const changes = await changesOf(ctx, tx, draft.id, input.changes)
    const id = ctx.newId()
    const row = {
      id,
      draftId: draft.id,
      version: input.version,
      changes,
      proposedBy: ctx.actor.id,
      proposedAt: ctx.now(),
    }
    if (!(await insertPublication(tx, ctx.scope, row))) throw new Conflict('publication-waits')
    await tell(ctx, tx, {
      to: await holdersOf(tx, ctx.scope, 'qaLead'),
      template: 'catalog.publicationProposed',
      draft,
    })
    const body = { publicationId: id, version: input.version }
    await append(ctx, tx, { type: 'achievement.publicationProposed', subjectId: draft.id, body })
  })
}

/** The publisher may raise the number that follows from the changes, never lower it. */
async function insistNumber(
  ctx: World,
  tx: Tx,
  { version, ...text }: { draft: Judged['draft']; file: AchievementFile; version: string },
): Promise<void> {
  const { version: least } = await nextOf(ctx, tx, text)
  if (!SEMVER.test(version) || compareVersions(version, least) < 0)
    throw new Invalid('version-too-low', { version: 'catalog.version.low' }, { least })
}

async function changesOf(ctx: World, tx: Tx, draftId: string, changes: string): Promise<string> {
  if (!(await findSource(tx, ctx.scope, draftId))) return ''
  if ([...changes].length < CHANGES_LEAST) throw new Invalid('changes-missing', { changes: 'catalog.changes.short' })
  return changes
}

/** The second person's word; a refusal, or the first person taking it back, leaves the text approved. */
export async function answerToPublication(
  ctx: World,
  draftId: string,
  { id, answer }: AnswerPublication,
): Promise<string | null> {
  return ctx.transact(async (tx) => {
    const judged = await judgedDraft(ctx, tx, draftId)
    const open = await getOpenPublication(tx, ctx.scope, draftId)
    if (open.id !== id) throw new NotFound('publication')
    if (answer === 'accept') return confirm(ctx, tx, judged, open)
    insist(mayPublishText(ctx.actor, judged, ctx.now()))
    await settle(ctx, tx, open, false)
    const body = { publicationId: id }
    await append(ctx, tx, { type: 'achievement.publicationRefused', subjectId: judged.draft.id, body })
    return null
  })
}

async function settle(ctx: World, tx: Tx, { id }: Publication, accepted: boolean): Promise<void> {
  await answerPublication(tx, ctx.scope, { id, answeredBy: ctx.actor.id, answeredAt: ctx.now(), accepted })
}

async function confirm(ctx: World, tx: Tx, { draft, authorIds }: Judged, open: Publication): Promise<string> {
  insist(mayConfirmText(ctx.actor, { authorIds, proposedBy: open.proposedBy }, ctx.now()))
  insistOpen(isOpenTo(draft.state, 'publish') ? yes : no('draft-moved'))
  const { file } = await soundFile(ctx, tx, draft)
  await insistNumber(ctx, tx, { draft, file, version: open.version })
  await settle(ctx, tx, open, true)
  const entry = entryOf(ctx, draft.achievementId, { ...file, version: open.version })
  await publishDraft(tx, { publicationId: open.id, entry, now: ctx.now() })
  const { achievementId, versionId } = entry
  const made = await upsertOffers(tx, ctx.scope, { achievementIds: [achievementId], now: ctx.now() })
  await tell(ctx, tx, { to: authorIds, template: 'catalog.published', draft, path: 'versions' })
  if (made.length > 0)
    await append(ctx, tx, { type: 'offering.made', subjectId: ctx.scope.tenantId, body: { achievementIds: made } })
  const body = {
    revision: draft.revision,
    achievementId,
    versionId,
    version: open.version,
    proposedBy: open.proposedBy,
  }
  await append(ctx, tx, { type: 'achievement.published', subjectId: draft.id, body })
  return file.slug
}

function entryOf(ctx: World, known: string | null, file: AchievementFile): PublishedEntry {
  const content = JSON.parse(JSON.stringify(contentOf(file)))
  return {
    achievementId: known ?? ctx.newId(),
    versionId: ctx.newId(),
    ctdlId: `ce-${uuidV4(ctx.random(16))}`,
    digest: digestOf(content),
    stamp: ctx.newId(),
    text: searchTextOf(file),
    card: {
      ...cardOf(file),
      version: file.version,
      seed: file.image.kind === 'generated' ? file.image.seed : file.slug,
    },
  }
}

/** Nobody begins it from now on; who has begun goes on. */
export async function retire(ctx: World, { versionId, reason }: RetireVersion): Promise<void> {
  insist(mayRetire(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    const { achievementId } = await getVersion(tx, versionId)
    const own = (await listOwnVersions(tx, ctx.scope, achievementId)).find(({ id }) => id === versionId)
    if (!own) throw new NotFound('achievement version')
    if (!(await retireVersion(tx, { versionId, stamp: ctx.newId(), now: ctx.now() }))) return
    const body = { achievementId, versionId, version: own.version, reason }
    await append(ctx, tx, { type: 'achievement.retired', subjectId: own.draftId ?? achievementId, body })
  })
}
