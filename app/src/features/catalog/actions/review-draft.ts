import { Conflict, Invalid, insist, insistOpen, no, yes } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type EntryType } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { holdersOf, listRoles } from '../../organization/reads.ts'
import { mayApproveText, mayAssignReviewer, mayJudge, maySendBack } from '../policy.ts'
import {
  type DraftAnswer,
  findOpenPublication,
  listAnswers,
  listReviewers,
  listSignOffs,
} from '../reads/draft-reviews.ts'
import { type Draft, getDraftForUpdate, listDraftAuthors } from '../reads/drafts.ts'
import { ASKED, MOST_WAIVERS, notMet, type QualityId, unanswered } from '../rules/quality-components.ts'
import {
  type AnswerDraft,
  type ApproveDraft,
  type AssignReviewer,
  answersOf,
  type SendBack,
  saidIn,
} from '../rules/review-form.ts'
import { isOpenTo, type VersionMove, versionStateOf } from '../rules/version-life.ts'
import {
  answerPublication,
  endReviewer,
  insertComments,
  insertSignOff,
  insertWaivers,
  upsertAnswers,
  upsertReviewer,
} from '../writes/draft-reviews.ts'
import { updateDraft, updateDraftState } from '../writes/drafts.ts'
import { ownDraft } from './drafts.ts'
import { type ReviewWorld, refusedIn, soundFile } from './sound-draft.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** Two people who wrote none of it. */
export const SIGN_OFFS = 2
const REASON_LEAST = 20

/** The text with everybody who has a part in it, its row held. */
export async function judgedDraft(ctx: World, tx: Tx, draftId: string) {
  const draft = await getDraftForUpdate(tx, ctx.scope, draftId)
  const authorIds = (await listDraftAuthors(tx, ctx.scope, [draft.id])).get(draft.id) ?? []
  const reviewerIds = await listReviewers(tx, ctx.scope, draft.id)
  return { draft, authorIds, reviewerIds }
}
export type Judged = Awaited<ReturnType<typeof judgedDraft>>

/** The one place where the state of a draft moves: as its table allows, and with its line. */
export async function moveDraft(
  ctx: World,
  tx: Tx,
  {
    draft,
    move,
    type,
    body,
  }: { draft: Draft; move: VersionMove; type: EntryType; body: Record<string, string | number | string[]> },
): Promise<void> {
  insistOpen(isOpenTo(draft.state, move) ? yes : no('draft-moved'))
  const state = versionStateOf([{ type }])
  if (state !== 'retired') await updateDraftState(tx, ctx.scope, { id: draft.id, state })
  await append(ctx, tx, { type, subjectId: draft.id, body: { revision: draft.revision, ...body } })
}

export async function tell(
  ctx: World,
  tx: Tx,
  { to, template, draft, path = 'review' }: { to: readonly string[]; template: string; draft: Draft; path?: string },
): Promise<void> {
  const title = draft.content.title || draft.content.code || '…'
  for (const toPerson of new Set(to))
    if (toPerson !== ctx.actor.id)
      await postMail(ctx, tx, { toPerson, template, values: { title }, path: `/author/m/${draft.id}/${path}` })
}

/** An author's own check, complete, and a text without errors: then others are asked. */
export async function requestReview(ctx: World, draftId: string, input: AnswerDraft): Promise<void> {
  await ctx.transact(async (tx) => {
    const draft = await ownDraft(ctx, tx, draftId)
    insistSame(draft, input.revision)
    const said = saidIn(input)
    const missing = unanswered(answersOf(said))
    if (missing.length > 0) throw new Invalid('self-check-open', {}, { count: missing.length, all: ASKED.length })
    const { file } = await soundFile(ctx, tx, draft)
    const no = notMet(await refusedIn(ctx, tx, { draft, file }), [answersOf(said)])
    if (no.length > MOST_WAIVERS) throw new Invalid('self-check-not-met', {}, { components: no.join(', ') })
    const sent = { ...draft, content: file, revision: draft.revision + 1 }
    await updateDraft(tx, ctx.scope, { ...sent, language: file.language, by: ctx.actor.id, now: ctx.now() })
    await keepAnswers(ctx, tx, sent, said)
    const reviewers = await listReviewers(tx, ctx.scope, draft.id)
    const to = reviewers.length > 0 ? reviewers : await holdersOf(tx, ctx.scope, 'qaLead')
    await tell(ctx, tx, {
      to,
      template: reviewers.length > 0 ? 'catalog.reviewAgain' : 'catalog.reviewRequested',
      draft,
    })
    await moveDraft(ctx, tx, { draft: sent, move: 'requestReview', type: 'achievement.reviewRequested', body: {} })
  })
}

/** A quality lead asks somebody to read, or asks no longer. */
export async function assignReviewer(ctx: World, draftId: string, { personId, deed }: AssignReviewer): Promise<void> {
  await ctx.transact(async (tx) => {
    const { draft, authorIds, reviewerIds } = await judgedDraft(ctx, tx, draftId)
    const roles = await listRoles(tx, ctx.scope, personId)
    insist(mayAssignReviewer(ctx.actor, { id: personId, roles, authorIds: deed === 'end' ? [] : authorIds }))
    if ((deed === 'assign') === reviewerIds.includes(personId)) return
    const given = { draftId: draft.id, personId, now: ctx.now() }
    if (deed === 'end') await endReviewer(tx, ctx.scope, given)
    else await upsertReviewer(tx, ctx.scope, { ...given, by: ctx.actor.id })
    if (deed === 'assign' && draft.state === 'inReview')
      await tell(ctx, tx, { to: [personId], template: 'catalog.reviewAsked', draft })
    const type = deed === 'end' ? 'achievement.reviewerEnded' : 'achievement.reviewerAssigned'
    await append(ctx, tx, { type, subjectId: draft.id, personId, body: { personId } })
  })
}

/** What a reviewer says of each component: kept, sent back with it, or signed off. */
export async function answerDraft(ctx: World, draftId: string, input: AnswerDraft): Promise<void> {
  await ctx.transact(async (tx) => {
    const judged = await judgedDraft(ctx, tx, draftId)
    const { draft } = judged
    insist(mayJudge(ctx.actor, judged))
    insistOpen(draft.state === 'inReview' ? yes : no('draft-moved'))
    insistSame(draft, input.revision)
    const said = saidIn(input)
    await keepAnswers(ctx, tx, draft, said)
    if (input.deed === 'requestChanges') {
      const comments = said.filter(({ answer, comment }) => answer === 'not_met' && comment !== '')
      await sendBack(ctx, tx, judged, comments)
    }
    if (input.deed === 'signOff') await signOff(ctx, tx, judged, said)
  })
}

/** A quality lead sends back, with a reason, what was on its way. */
export async function sendDraftBack(ctx: World, draftId: string, given: SendBack): Promise<void> {
  await ctx.transact(async (tx) => {
    const judged = await judgedDraft(ctx, tx, draftId)
    insist(maySendBack(ctx.actor, judged))
    await sendBack(ctx, tx, judged, [given])
  })
}

async function sendBack(
  ctx: World,
  tx: Tx,
  { draft, authorIds }: Judged,
  comments: readonly { component: QualityId; comment: string }[],
): Promise<void> {
  if (comments.length === 0) throw new Invalid('comment-needed')
  const by = { draftId: draft.id, writtenBy: ctx.actor.id, writtenAt: ctx.now() }
  const rows = comments.map(({ component, comment }) => ({ id: ctx.newId(), place: component, text: comment, ...by }))
  await insertComments(tx, ctx.scope, rows)
  await tell(ctx, tx, { to: authorIds, template: 'catalog.changesRequested', draft })
  // What was proposed of this text is over with it.
  const open = await findOpenPublication(tx, ctx.scope, draft.id)
  const answer = { answeredBy: ctx.actor.id, answeredAt: ctx.now(), accepted: false }
  if (open) await answerPublication(tx, ctx.scope, { id: open.id, ...answer })
  const body = { components: comments.map(({ component }) => component) }
  await moveDraft(ctx, tx, { draft, move: 'requestChanges', type: 'achievement.changesRequested', body })
}

async function signOff(
  ctx: World,
  tx: Tx,
  { draft, authorIds }: Judged,
  said: ReturnType<typeof saidIn>,
): Promise<void> {
  const missing = unanswered(answersOf(said))
  if (missing.length > 0) throw new Invalid('answers-open', {}, { count: missing.length, all: ASKED.length })
  const { file } = await soundFile(ctx, tx, draft)
  const no = notMet(await refusedIn(ctx, tx, { draft, file }), [answersOf(said)])
  if (no.length > MOST_WAIVERS) throw new Conflict('too-many-not-met', { components: no.join(', ') })
  const { id, revision } = draft
  const row = { draftId: id, revision, personId: ctx.actor.id, signedAt: ctx.now() }
  if (!(await insertSignOff(tx, ctx.scope, row))) return
  if ((await countSignOffs(ctx, tx, { draft, authorIds })) === SIGN_OFFS) {
    const to = await holdersOf(tx, ctx.scope, 'qaLead')
    await tell(ctx, tx, { to, template: 'catalog.signedOff', draft })
  }
  await append(ctx, tx, { type: 'achievement.signedOff', subjectId: id, body: { revision } })
}

async function countSignOffs(
  ctx: World,
  tx: Tx,
  { draft, authorIds }: Pick<Judged, 'draft' | 'authorIds'>,
): Promise<number> {
  const signed = await listSignOffs(tx, ctx.scope, draft)
  return signed.filter(({ personId }) => !authorIds.includes(personId)).length
}

/** Two signed, each component met or let go by with a reason that everybody may read. */
export async function approveDraft(ctx: World, draftId: string, { revision, reasons }: ApproveDraft): Promise<void> {
  await ctx.transact(async (tx) => {
    const { draft, authorIds } = await judgedDraft(ctx, tx, draftId)
    insist(mayApproveText(ctx.actor, { authorIds }))
    insistOpen(isOpenTo(draft.state, 'approve') ? yes : no('draft-moved'))
    insistSame(draft, revision)
    if ((await countSignOffs(ctx, tx, { draft, authorIds })) < SIGN_OFFS) throw new Conflict('sign-offs-missing')
    const open = await openComponents(ctx, tx, draft)
    if (open.length > MOST_WAIVERS) throw new Conflict('too-many-not-met', { components: open.join(', ') })
    const waived = open.map((component) => ({ component, reason: reasons[component] ?? '' }))
    const short = waived.filter(({ reason }) => reason.length < REASON_LEAST)
    if (short.length > 0)
      throw new Invalid(
        'waiver-reason',
        Object.fromEntries(short.map(({ component }) => [`reasons.${component}`, 'catalog.waiver.short'])),
      )
    await insertWaivers(tx, ctx.scope, {
      draftId: draft.id,
      revision,
      waivedBy: ctx.actor.id,
      waivedAt: ctx.now(),
      waived,
    })
    await tell(ctx, tx, { to: authorIds, template: 'catalog.approved', draft })
    const body = { waived: open }
    await moveDraft(ctx, tx, { draft, move: 'approve', type: 'achievement.approved', body })
  })
}

/** Components that somebody who signed, or the machine, does not call met. */
export async function openComponents(ctx: World, tx: Tx, draft: Draft): Promise<QualityId[]> {
  const { file } = await soundFile(ctx, tx, draft)
  const signed = await listSignOffs(tx, ctx.scope, draft)
  const answers = await listAnswers(tx, ctx.scope, draft.id)
  const ofSigned = signed.map(({ personId }) => answersOf(answersBy(answers, { personId, revision: draft.revision })))
  return notMet(await refusedIn(ctx, tx, { draft, file }), ofSigned)
}

export function answersBy(
  answers: readonly DraftAnswer[],
  { personId, revision }: { personId: string; revision: number },
): readonly DraftAnswer[] {
  return answers.filter((answer) => answer.personId === personId && answer.revision === revision)
}

async function keepAnswers(
  ctx: World,
  tx: Tx,
  { id, revision }: Pick<Draft, 'id' | 'revision'>,
  answers: ReturnType<typeof saidIn>,
): Promise<void> {
  await upsertAnswers(tx, ctx.scope, { draftId: id, revision, personId: ctx.actor.id, answers, now: ctx.now() })
}

/** A word about a text that has changed since is no word about this one. */
function insistSame(draft: Draft, revision: number): void {
  if (draft.revision !== revision) throw new Conflict('draft-changed', { revision: draft.revision })
}
