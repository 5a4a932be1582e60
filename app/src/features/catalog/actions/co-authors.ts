import { Conflict, insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { listRoles } from '../../organization/reads.ts'
import { mayBeAuthor, mayWriteDraft } from '../policy.ts'
import { listReviewers } from '../reads/draft-reviews.ts'
import { listAuthorRows } from '../reads/drafts.ts'
import type { InviteAuthor } from '../rules/co-author.ts'
import { deleteDraftAuthor, insertDraftAuthor } from '../writes/drafts.ts'
import { ownDraft } from './drafts.ts'
import { tell } from './review-draft.ts'
import type { ReviewWorld } from './sound-draft.ts'

type World = Ctx<ReviewWorld>

/** An author asks a colleague in, or lets go of one who has written nothing. Said again, it changes nothing. */
export async function inviteAuthor(ctx: World, draftId: string, { personId, deed }: InviteAuthor): Promise<void> {
  await ctx.transact(async (tx) => {
    const draft = await ownDraft(ctx, tx, draftId)
    const authors = await listAuthorRows(tx, ctx.scope, draft.id)
    const author = authors.find((one) => one.personId === personId)
    insist(
      mayWriteDraft(
        ctx.actor,
        authors.map((one) => one.personId),
      ),
    )
    if ((deed === 'invite') === (author !== undefined)) return
    const of = { draftId: draft.id, personId }
    if (deed === 'remove') {
      if (author?.wroteAt) throw new Conflict('author-wrote')
      await deleteDraftAuthor(tx, ctx.scope, of)
    } else {
      const reviewerIds = await listReviewers(tx, ctx.scope, draft.id)
      insist(mayBeAuthor({ id: personId, roles: await listRoles(tx, ctx.scope, personId), reviewerIds }))
      await insertDraftAuthor(tx, ctx.scope, { ...of, invitedBy: ctx.actor.id, now: ctx.now() })
      await tell(ctx, tx, { to: [personId], template: 'catalog.coAuthor', draft, path: 'edit' })
    }
    const type = deed === 'remove' ? 'achievement.coAuthorRemoved' : 'achievement.coAuthorInvited'
    await append(ctx, tx, { type, subjectId: draft.id, personId, body: { personId } })
  })
}
