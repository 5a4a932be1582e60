import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import type { OrganizationTables } from '../tables.ts'
import { sealedKeyHistory } from '../views/issuer.ts'

export function answer(ctx: Ctx<OrganizationTables>, _input: unknown, { slug }: Params<'slug'>) {
  return sealedKeyHistory(ctx, slug)
}
