import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { embedHtml } from '../parts/embed-html.ts'
import { shownCredential } from '../views.ts'

/** A small frame for other people's pages: no script, no cookie, always with today's verdict. */
export async function answer(ctx: Ctx<never>, _input: unknown, { id }: Params<'id'>): Promise<Reply> {
  const html = embedHtml(await shownCredential(ctx, id), ctx.locale)
  return reply(200, html, { 'content-type': 'text/html; charset=utf-8', vary: 'accept-language' })
}
