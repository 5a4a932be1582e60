import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import { casePackage } from '../views.ts'
import { named } from './case-reply.ts'

export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { identifier }: Params<'identifier'>,
  request: Request,
): Promise<Reply> {
  return named(request, identifier, (known) => casePackage(ctx, known))
}
