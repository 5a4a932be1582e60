import { Conflict, Gone, Invalid, NotFound, Refused } from '../lib/refusal.ts'
import { isAway, sqlState } from './db.ts'
import { isFull } from './disk-room.ts'
import { TooLarge } from './forms.ts'
import { SignInNeeded, StepUpNeeded } from './gate.ts'

/** Anything that ends a request early, in the shape that pages and API answers are made from. */
export interface Failure {
  readonly status: number
  /** Message key: `refusal.<because>`. */
  readonly because: string
  readonly fields: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, string | number>>
  readonly headers: Readonly<Record<string, string>>
}

export class RateLimited extends Error {
  override name = 'RateLimited'
  readonly seconds: number
  readonly because: 'too-many' | 'files-waiting'
  constructor(seconds: number, because: RateLimited['because'] = 'too-many') {
    super('rate limited')
    this.seconds = seconds
    this.because = because
  }
}

/** Work that was ended before it was done, on a machine with much to do; nothing is wrong with what was sent. */
export class TookTooLong extends Error {
  override name = 'TookTooLong'
  readonly because: 'took-too-long' | 'file-not-reached'
  constructor(because: TookTooLong['because'] = 'took-too-long') {
    super('took too long')
    this.because = because
  }
}

export function failureOf(error: unknown): Failure {
  const plain = { fields: {}, values: {}, headers: {} }
  if (error instanceof Invalid)
    return {
      ...plain,
      status: error.because.startsWith('body-') ? 400 : 422,
      because: error.because,
      fields: error.fields,
      values: error.values,
    }
  if (error instanceof Refused)
    return { ...plain, status: refusedStatus(error), because: error.because, values: error.values }
  if (error instanceof NotFound) return { ...plain, status: 404, because: 'not-found' }
  if (error instanceof SignInNeeded) return { ...plain, status: 401, because: 'sign-in-needed' }
  if (error instanceof StepUpNeeded) return { ...plain, status: 403, because: 'step-up-needed' }
  if (error instanceof TooLarge) return { ...plain, status: 413, because: 'too-large', values: { limit: error.limit } }
  if (error instanceof RateLimited)
    return {
      ...plain,
      status: 429,
      because: error.because,
      values: { seconds: error.seconds },
      headers: { 'retry-after': String(error.seconds) },
    }
  return outside(error)
}

function refusedStatus(error: Refused): number {
  if (error instanceof Conflict) return 409
  return error instanceof Gone ? 410 : 403
}

/** Faults of what we stand on, told apart so that the sentence can say what to do. */
function outside(error: unknown): Failure {
  const plain = { fields: {}, values: {}, headers: {} }
  const code = sqlState(error)
  if (code === '53100' || isFull(error)) return { ...plain, status: 507, because: 'disk-full' }
  if (isAway(error)) return { ...plain, status: 503, because: 'database-away', headers: { 'retry-after': '5' } }
  if (code === '57014' || code === '55P03' || error instanceof TookTooLong) {
    const because = error instanceof TookTooLong ? error.because : 'took-too-long'
    return { ...plain, status: 503, because, headers: { 'retry-after': '30' } }
  }
  if (code === '22P02' || code === '22021') return { ...plain, status: 404, because: 'not-found' }
  return { ...plain, status: 500, because: 'unexpected' }
}

export function problemJson(
  failure: Failure,
  words: { problem: string; fields: Record<string, string> },
  requestId: string,
): string {
  return JSON.stringify({
    type: `urn:cairn:problem:${failure.because}`,
    title: words.problem,
    status: failure.status,
    code: failure.because,
    ...(Object.keys(words.fields).length ? { fields: words.fields } : {}),
    ...(Object.keys(failure.values).length ? { values: failure.values } : {}),
    requestId,
  })
}
