import { Conflict, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { mayLookAtSource } from '../policy.ts'
import { getDraft } from '../reads/drafts.ts'
import { listAuthorsOfText, listSourcesOf } from '../reads/sources.ts'
import type { LookAtSource } from '../rules/source-news.ts'
import { insertSourceLook } from '../writes/source-looks.ts'
import type { ReviewWorld } from './sound-draft.ts'

/** Whoever answers for a text has looked at what its original says now. Nothing of it is taken over; said again, it changes nothing. */
export async function lookAtSource(
  ctx: Ctx<ReviewWorld>,
  draftId: string,
  { versionId, news }: LookAtSource,
): Promise<void> {
  await ctx.transact(async (tx) => {
    const draft = await getDraft(tx, ctx.scope, draftId)
    insist(mayLookAtSource(ctx.actor, await listAuthorsOfText(tx, ctx.scope, draft)))
    const sources = await listSourcesOf(tx, ctx.scope, draft)
    if (sources.length === 0) throw new NotFound('source')
    const source = sources.find((one) => one.newestId === versionId && one.news === news)
    if (!source) throw new Conflict('source-moved')
    const look = { draftId: source.draftId, versionId, news }
    if (!(await insertSourceLook(tx, ctx.scope, { ...look, by: ctx.actor.id, now: ctx.now() }))) return
    await append(ctx, tx, {
      type: 'achievement.sourceLookedAt',
      subjectId: source.draftId,
      body: { versionId, version: source.newest, news },
    })
  })
}
