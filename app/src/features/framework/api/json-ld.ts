import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import { frameworkAsn } from '../views.ts'
import { tagged } from './case-reply.ts'

/** The framework as linked data (CTDL-ASN). */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { file }: Params<'file'>,
  request: Request,
): Promise<Reply> {
  const linked = await frameworkAsn(ctx, file.replace(/\.jsonld$/, ''))
  return tagged(request, linked, { 'content-type': 'application/ld+json; charset=utf-8' })
}
