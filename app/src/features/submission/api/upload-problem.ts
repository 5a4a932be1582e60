import { Refused } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { failureOf, problemJson } from '../../../platform/failure.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { hasText, textIn } from '../../../text.ts'

/** Statuses that clients of the resumable protocol know what to do with. */
const STATUS: Readonly<Record<string, number>> = {
  'file-too-large': 413,
  'file-too-large-gb': 413,
  'file-not-taken': 415,
  'file-renamed': 415,
  'file-heic': 415,
  'file-old-office': 415,
}

/** A refusal of a file as a problem document with its sentence; anything else goes the usual way. */
export function asProblem(ctx: Pick<Ctx<unknown>, 'locale' | 'requestId'>, error: unknown): Reply {
  if (!(error instanceof Refused)) throw error
  const failure = failureOf(error)
  const status = STATUS[error.because] ?? failure.status
  const key = `refusal.${error.because}`
  const problem = textIn(ctx.locale, hasText(key) ? key : 'refusal.other', error.values)
  const body = problemJson({ ...failure, status }, { problem, fields: {} }, ctx.requestId)
  return reply(status, body, { 'content-type': 'application/problem+json' })
}
