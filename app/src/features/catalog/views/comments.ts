import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { mayComment, mayReadDrafts, maySeeReview } from '../policy.ts'
import { listReviewers } from '../reads/draft-reviews.ts'
import { type Draft, getDraft, listDraftAuthors, listDraftComments } from '../reads/drafts.ts'
import { type Thread, threadsOf } from '../rules/comment-threads.ts'
import type { CatalogTables } from '../tables.ts'

type Tables = CatalogTables & AccountTables

/** What is said about a draft, and whether this person may say something. */
export interface Talk {
  readonly draftId: string
  readonly threads: readonly Thread[]
  readonly mayComment: boolean
  readonly zone: string
}
export interface CommentsPage extends Talk {
  readonly title: string
  /** Whether this person may open the editor, where each comment stands beside its part. */
  readonly mayEnter: boolean
}

/** Everything that was said about a draft, part by part. */
export async function commentsPage(ctx: Ctx<Tables>, draftId: string): Promise<CommentsPage> {
  return ctx.transact(async (tx) => {
    const draft = await getDraft(tx, ctx.scope, draftId)
    const reviewerIds = await listReviewers(tx, ctx.scope, draft.id)
    if (!maySeeReview(ctx.actor, { reviewerIds }).ok) throw new NotFound('draft')
    const authorIds = (await listDraftAuthors(tx, ctx.scope, [draft.id])).get(draft.id) ?? []
    return {
      ...(await talkOf(ctx, tx, { draft, authorIds, reviewerIds })),
      title: draft.content.title || draft.content.code || '',
      mayEnter: mayReadDrafts(ctx.actor).ok,
    }
  })
}

interface Around {
  readonly draft: Draft
  readonly authorIds: readonly string[]
  readonly reviewerIds: readonly string[]
}

export async function talkOf(
  ctx: Ctx<Tables>,
  tx: Db<Tables>,
  { draft, authorIds, reviewerIds }: Around,
): Promise<Talk> {
  const kept = await listDraftComments(tx, ctx.scope, draft.id)
  const people = kept.flatMap(({ writtenBy, resolvedBy }) => [writtenBy, ...(resolvedBy ? [resolvedBy] : [])])
  const names = await namesOf(tx, [...new Set(people)])
  return {
    draftId: draft.id,
    threads: threadsOf(kept, (personId) => names.get(personId) || '–'),
    mayComment:
      mayComment(ctx.actor, { authorIds, reviewerIds }).ok && !['published', 'discarded'].includes(draft.state),
    zone: ctx.timeZone,
  }
}
