import type { Ctx } from '../../../platform/ctx.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { inLocale } from '../../../text.ts'
import { atomOf } from '../parts/atom.ts'
import type { FeedQuery } from '../rules/update-inputs.ts'
import { updatesFeed } from '../views/updates.ts'

/** What is new, for feed readers (RFC 4287). */
export async function answer(ctx: Ctx<never>, { strand, language }: FeedQuery): Promise<Reply> {
  const { entries, news } = await updatesFeed(ctx, strand)
  const { baseUrl, siteName } = ctx
  const xml = inLocale(language, () => atomOf({ baseUrl, siteName, strand, language, entries, news, now: ctx.now() }))
  return reply(200, xml, { 'content-type': 'application/atom+xml; charset=utf-8' })
}
