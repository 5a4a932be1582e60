import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { badgeEtag, badgeSvg } from '../parts/badge-picture.ts'
import { getPublicVersion, picturedBy } from '../views.ts'

export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { slug }: Params<'slug'>,
  request: Request,
): Promise<Reply> {
  const pictured = picturedBy(await getPublicVersion(ctx, slug))
  const etag = badgeEtag(pictured)
  if (request.headers.get('if-none-match') === etag) return reply(304, null, { etag })
  return reply(200, badgeSvg(pictured), { 'content-type': 'image/svg+xml; charset=utf-8', etag })
}
