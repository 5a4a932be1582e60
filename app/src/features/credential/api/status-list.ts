import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { textIn } from '../../../text.ts'
import { statusListAt } from '../views.ts'

// xsd:dateTimeStamp: a date and time with its zone.
const STAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/

/** Bytes as they were signed; nothing is computed, and nothing signed, by reading them. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { slug, n }: Params<'slug' | 'n'>,
  request: Request,
): Promise<Reply> {
  const stamp = new URL(request.url).searchParams.get('timestamp')
  const at = stamp === null ? null : new Date(STAMP.test(stamp) ? stamp : Number.NaN)
  if (at && Number.isNaN(at.getTime())) {
    const title = textIn(ctx.locale, 'credential.status.timestamp')
    return reply(400, JSON.stringify({ title, status: 400 }), { 'content-type': 'application/problem+json' })
  }
  const { bytes, digest } = await statusListAt(ctx, { slug, n, at })
  const etag = `"${digest}"`
  const known = (request.headers.get('if-none-match') ?? '').split(',').some((each) => each.trim() === etag)
  return known ? reply(304, null, { etag }) : reply(200, bytes, { 'content-type': 'application/vc', etag })
}
