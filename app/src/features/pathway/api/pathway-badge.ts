import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { badgePng } from '../../catalog/parts/badge-picture.ts'
import { stackPicture } from '../views.ts'

export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { slug, version }: Params<'slug' | 'version'>,
): Promise<Reply> {
  const png = await badgePng(await stackPicture(ctx, { kind: 'pathway', slug, version }))
  return reply(200, png, { 'content-type': 'image/png' })
}
