import { NotFound } from '../../../lib/refusal.ts'
import { textHash } from '../../../platform/catalog-files.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { statusOf } from '../rules/case-answers.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The answer under the digest of its content; whoever has it already is told so. */
export function tagged(request: Request, value: unknown, headers: Record<string, string> = {}): Reply {
  const body = JSON.stringify(value)
  const etag = `"${textHash(body)}"`
  const known = (request.headers.get('if-none-match') ?? '').split(',').some((each) => each.trim() === etag)
  if (known) return reply(304, null, { ...headers, etag })
  return reply(200, body, { 'content-type': 'application/json; charset=utf-8', ...headers, etag })
}

/** One thing of the provider by its identifier, or the status body of the standard. */
export async function named(
  request: Request,
  identifier: string,
  find: (identifier: string) => Promise<unknown>,
): Promise<Reply> {
  if (!GUID.test(identifier)) return missing('invaliduuid')
  try {
    return tagged(request, await find(identifier.toLowerCase()))
  } catch (error) {
    if (error instanceof NotFound) return missing('unknownobject')
    throw error
  }
}

function missing(minor: Parameters<typeof statusOf>[0]): Reply {
  return reply(404, JSON.stringify(statusOf(minor)), { 'content-type': 'application/json; charset=utf-8' })
}
