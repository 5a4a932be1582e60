import * as z from 'zod'
import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append, historyOf } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { isLetterDue, post } from '../../../platform/outbox.ts'
import { rolesOf } from '../../organization/reads.ts'
import { maySeeReview, mayTell } from '../policy.ts'
import { type Draft, listDraftComments } from '../reads/drafts.ts'
import { type News, newsFor, tellAt, untold } from '../rules/draft-talk.ts'
import { type Judged, judgedDraft } from './review-draft.ts'
import type { ReviewWorld } from './sound-draft.ts'

type World = Ctx<ReviewWorld>
type Tx = Db<ReviewWorld>

/** Before the line of what was said: a letter goes after it, unless one is on its way. The draft's row is held. */
export async function tellLater(ctx: World, tx: Tx, draftId: string): Promise<void> {
  const log = await historyOf(tx, ctx.scope.tenantId, draftId)
  const letter = { kind: 'draft-talk', body: { draftId } }
  if (untold(log).length > 0 && (await isLetterDue(tx, letter))) return
  await post(ctx, tx, { ...letter, at: tellAt(log, ctx.now()) })
}

const Letter = z.object({ draftId: z.uuid() })

/** One letter for everything that was said since the last one. Heard twice, there is nothing new. */
export async function tellTalk(ctx: World, { body }: { body: unknown }): Promise<void> {
  insist(mayTell(ctx.actor))
  const { draftId } = Letter.parse(body)
  await ctx.transact(async (tx) => {
    const judged = await judgedDraft(ctx, tx, draftId)
    const lines = untold(await historyOf(tx, ctx.scope.tenantId, draftId))
    if (lines.length === 0) return
    const comments = await listDraftComments(tx, ctx.scope, draftId)
    const news = newsFor(lines, { authorIds: judged.authorIds, comments })
    const isOver = judged.draft.state === 'published' || judged.draft.state === 'discarded'
    if (!isOver) await tellEach(ctx, tx, judged, news)
    await append(ctx, tx, { type: 'achievement.talkTold', subjectId: draftId, body: { said: lines.length } })
  })
}

/** Who may not come to the draft any more hears nothing of it. */
async function tellEach(
  ctx: World,
  tx: Tx,
  { draft, reviewerIds }: Judged,
  news: ReadonlyMap<string, News>,
): Promise<void> {
  const roles = await rolesOf(tx, ctx.scope, [...news.keys()])
  for (const [id, said] of news) {
    const person = { id, kind: 'person', roles: new Set<string>(roles.get(id)) } as const
    if (maySeeReview(person, { reviewerIds }).ok) await postMail(ctx, tx, letterTo(id, draft, said))
  }
}

/** How much was said, and where: no word of it travels by mail. */
function letterTo(toPerson: string, { id, content }: Draft, { words, kept }: News) {
  const title = content.title || content.code || '…'
  const isTalk = words > 0
  return {
    ...{ toPerson, template: isTalk ? 'catalog.draftTalk' : 'catalog.draftKept', values: { title, words, kept } },
    path: `/author/m/${id}/${isTalk ? 'comments' : 'edit'}`,
  }
}
