import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { badgeEtag, badgeSvg } from '../parts/badge-picture.ts'
import { findInSight } from '../views/inside.ts'
import { picturedBy, type Tables } from '../views.ts'

/** Of one that an organization keeps for its members, to them alone. */
export async function answer(
  ctx: Ctx<Tables>,
  _input: unknown,
  { slug }: Params<'slug'>,
  request: Request,
): Promise<Reply> {
  const found = await ctx.transact((tx) => findInSight(ctx, tx, { slug }))
  if (!found) throw new NotFound('achievement')
  const pictured = picturedBy(found)
  const etag = badgeEtag(pictured)
  const headers = { etag, ...(found.visibility === 'public' ? {} : { 'cache-control': 'private, max-age=300' }) }
  if (request.headers.get('if-none-match') === etag) return reply(304, null, headers)
  return reply(200, badgeSvg(pictured), { ...headers, 'content-type': 'image/svg+xml; charset=utf-8' })
}
