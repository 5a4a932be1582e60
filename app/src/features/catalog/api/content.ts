import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { contentBytes, getPublicVersion } from '../views.ts'

/** The published content, byte for byte as it was digested: its SHA-256 is the one inside every credential. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { slug, version }: Params<'slug' | 'version'>,
): Promise<Reply> {
  const found = await getPublicVersion(ctx, slug, version)
  return reply(200, contentBytes(found), {
    'content-type': 'application/json; charset=utf-8',
    etag: `"${found.digest}"`,
  })
}
