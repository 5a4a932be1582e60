import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { ownPackage } from '../views.ts'

/** The whole package for the organization that holds it; never for a cache on the way. */
export async function answer(ctx: Ctx<never>, _input: unknown, { framework }: Params<'framework'>): Promise<Reply> {
  const pack = await ownPackage(ctx, framework)
  return reply(200, JSON.stringify(pack, null, 2), {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="${pack.CFDocument.identifier}.json"`,
  })
}
