import type { Ctx } from '../../../platform/ctx.ts'
import type { Reply } from '../../../platform/route.ts'
import type { CaseQuery } from '../model.ts'
import { CASE } from '../rules/case-of-own.ts'
import { caseDocuments } from '../views.ts'
import { tagged } from './case-reply.ts'

/** A page of the list; how many there are, and where it goes on, stand in the headers. */
export async function answer(
  ctx: Ctx<never>,
  { limit, offset }: CaseQuery,
  _params: unknown,
  request: Request,
): Promise<Reply> {
  const { CFDocuments, total } = await caseDocuments(ctx, { limit, offset })
  const next = `<${ctx.baseUrl}${CASE}/CFDocuments?limit=${limit}&offset=${offset + limit}>; rel="next"`
  return tagged(
    request,
    { CFDocuments },
    { 'x-total-count': String(total), ...(offset + limit < total ? { link: next } : {}) },
  )
}
