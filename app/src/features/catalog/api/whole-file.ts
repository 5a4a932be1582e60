import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { wholeFile } from '../views.ts'

/** A version translated whole, as the file of the catalogue that it is. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { slug, version, file }: Params<'slug' | 'version' | 'file'>,
): Promise<Reply> {
  const found = await wholeFile(ctx, { slug, version, language: file.replace(/\.json$/, '') })
  if (!found) throw new NotFound('translation')
  return reply(200, JSON.stringify(found, null, 2), { 'content-type': 'application/json; charset=utf-8' })
}
