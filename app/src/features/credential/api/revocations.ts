import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import { revocationList } from '../views.ts'

export async function answer(ctx: Ctx<never>, _input: unknown, { slug }: Params<'slug'>) {
  return revocationList(ctx, slug)
}
