import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import type { OrganizationTables } from '../tables.ts'
import { issuerImage } from '../views/issuer.ts'

export async function answer(ctx: Ctx<OrganizationTables>, _input: unknown, { slug }: Params<'slug'>): Promise<Reply> {
  const { image, imageType } = await issuerImage(ctx, slug)
  return reply(200, new Uint8Array(image), {
    'content-type': imageType,
    'cross-origin-resource-policy': 'cross-origin',
  })
}
