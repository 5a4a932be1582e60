import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { catalogFile, getPublicVersion } from '../views.ts'

/** The entry as a catalogue file, ready to be imported or adapted elsewhere. */
export async function answer(ctx: Ctx<never>, _input: unknown, { file }: Params<'file'>): Promise<Reply> {
  const found = await getPublicVersion(ctx, file.replace(/\.json$/, ''))
  return reply(200, JSON.stringify(catalogFile(found), null, 2), {
    'content-type': 'application/json; charset=utf-8',
    etag: `"${found.digest}"`,
  })
}
