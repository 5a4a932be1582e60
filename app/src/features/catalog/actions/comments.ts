import { insist, insistOpen, NotFound, no, yes } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, type EntryType } from '../../../platform/log.ts'
import { mayComment, maySeeReview } from '../policy.ts'
import { getDraftComment } from '../reads/drafts.ts'
import type { AnswerComment, SettleComment, WriteComment } from '../rules/comment-form.ts'
import { insertComment, settleComment } from '../writes/draft-reviews.ts'
import { tellLater } from './draft-talk.ts'
import { type Judged, judgedDraft } from './review-draft.ts'
import type { ReviewWorld } from './sound-draft.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** A word on a part of the draft, for those who write it. */
export async function writeComment(ctx: World, draftId: string, { about, text }: WriteComment): Promise<void> {
  await ctx.transact(async (tx) => {
    await talkingAbout(ctx, tx, draftId)
    await say(ctx, tx, { draftId, place: about, text, answers: null })
  })
}

/** A word on a comment; on an answer, it stands under the same comment. Tells in which place. */
export async function answerComment(ctx: World, draftId: string, { commentId, text }: AnswerComment): Promise<string> {
  return ctx.transact(async (tx) => {
    await talkingAbout(ctx, tx, draftId)
    const comment = await getDraftComment(tx, ctx.scope, { draftId, id: commentId })
    await say(ctx, tx, { draftId, place: comment.place, text, answers: comment.answers ?? comment.id })
    return comment.place
  })
}

/** Done, or open again; it is kept either way. Tells in which place. */
export async function settle(ctx: World, draftId: string, { commentId, deed }: SettleComment): Promise<string> {
  return ctx.transact(async (tx) => {
    await talkingAbout(ctx, tx, draftId)
    const comment = await getDraftComment(tx, ctx.scope, { draftId, id: commentId })
    if (comment.answers !== null) throw new NotFound('comment')
    const done = deed === 'done'
    if ((comment.resolvedAt !== null) === done) return comment.place
    const by = done ? { resolvedBy: ctx.actor.id, resolvedAt: ctx.now() } : { resolvedBy: null, resolvedAt: null }
    await settleComment(tx, ctx.scope, { id: comment.id, ...by })
    const type = done ? 'achievement.commentDone' : 'achievement.commentReopened'
    await append(ctx, tx, { type, subjectId: draftId, body: { commentId: comment.id } })
    return comment.place
  })
}

/** The draft with its row held, open to the words of this person. */
async function talkingAbout(ctx: World, tx: Tx, draftId: string): Promise<Judged> {
  const judged = await judgedDraft(ctx, tx, draftId)
  if (!maySeeReview(ctx.actor, judged).ok) throw new NotFound('draft')
  insist(mayComment(ctx.actor, judged))
  const { state } = judged.draft
  insistOpen(state === 'published' || state === 'discarded' ? no('draft-moved') : yes)
  return judged
}

interface Word {
  readonly draftId: string
  readonly place: string
  readonly text: string
  readonly answers: string | null
}

/** A press that came twice says it once. */
async function say(ctx: World, tx: Tx, word: Word): Promise<void> {
  const id = ctx.newId()
  const written = { writtenBy: ctx.actor.id, writtenAt: ctx.now() }
  if (!(await insertComment(tx, ctx.scope, { id, ...word, ...written }))) return
  await tellLater(ctx, tx, word.draftId)
  const type: EntryType = word.answers === null ? 'achievement.commented' : 'achievement.commentAnswered'
  await append(ctx, tx, { type, subjectId: word.draftId, body: { commentId: id, place: word.place } })
}
