import { type Failure, failureOf, problemJson } from './failure.ts'
import { CACHE, headersFor } from './headers.ts'
import { filled, gzipped, type Part, takesGzip } from './page-parts.ts'
import type { FormState, PageModule, Redirect, Reply } from './route.ts'
import { writeCookie } from './session.ts'
import type { Turn } from './turn.ts'

const HTML = { 'content-type': 'text/html; charset=utf-8' }

export function html<T>(turn: Turn<T>, module: PageModule, data: Record<string, unknown>, status: number): Response {
  const { html: text } = turn.serving.shell.page(turn.dressing, module, data)
  const form = data.form as FormState
  const cookies = form.done ? [{ kind: 'done' as const, value: '', maxAge: 0 }] : []
  return send(turn, { status, headers: HTML, body: text }, cookies)
}

export function sendKept<T>(turn: Turn<T>, page: readonly Part[]): Response {
  const packed = takesGzip(turn.request.headers.get('accept-encoding'))
  const headers = packed ? { ...HTML, 'content-encoding': 'gzip' } : HTML
  return send(turn, { status: 200, headers, body: (packed ? gzipped : filled)(page, turn.dressing) })
}

export function seeOther<T>(turn: Turn<T>, { to, cookies = [], done }: Redirect): Response {
  const all = cookies.map(({ name, ...rest }) => ({
    kind: name as 'session' | 'pre' | 'ceremony' | 'known' | 'appearance' | 'done',
    ...rest,
  }))
  if (done) all.push({ kind: 'done', value: encodeURIComponent(done), maxAge: 60 })
  return send(turn, { status: 303, headers: { location: to }, body: null }, all)
}

export function send<T>(
  turn: Turn<T>,
  answer: Reply,
  cookies: readonly {
    kind: 'session' | 'pre' | 'ceremony' | 'known' | 'appearance' | 'done'
    value: string
    maxAge: number
  }[] = [],
): Response {
  const { serving, route, dressing, session } = turn
  const page = (answer.headers['content-type'] ?? '').startsWith('text/html')
  const personal = session !== null && route.cache === 'public-300' && page
  const headers = {
    ...headersFor({
      nonce: dressing.nonce,
      filesUrl: serving.home.ports.filesUrl,
      https: serving.jar.secure,
      cors: route.cors === true,
      embed: route.embed === true,
      cache: answer.status >= 400 || personal ? CACHE.private : CACHE[route.cache],
    }),
    ...varying(route, page),
    ...answer.headers,
    'x-request-id': dressing.requestId,
  }
  const jar = answer.cookies?.map(({ name, ...rest }) => ({ kind: name, ...rest })) ?? []
  const written = [...cookies, ...jar].map(({ kind, ...value }) => writeCookie(serving.jar, kind, value))
  const body = turn.request.method === 'HEAD' ? null : (answer.body as BodyInit | null)
  return new Response(body, {
    status: answer.status,
    headers: written.length ? withCookies(headers, written) : headers,
  })
}

/** A kept page speaks the language of whoever asked for it: a choice made since, and a neighbour behind the same proxy, ask anew. */
function varying<T>(route: Turn<T>['route'], page: boolean): { vary?: string } {
  const data = 'data' in route && route.data ? ['accept'] : []
  const packed = page && route.kept ? ['accept-encoding'] : []
  const shared = page && route.cache !== 'private' ? ['accept-language', 'cookie'] : []
  const all = [...data, ...packed, ...shared]
  return all.length ? { vary: all.join(', ') } : {}
}

/** Only what is sent several times needs more than a plain record, which the server writes as it stands. */
function withCookies(plain: Record<string, string>, written: readonly string[]): Headers {
  const headers = new Headers(plain)
  for (const cookie of written) headers.append('set-cookie', cookie)
  return headers
}

export function recover<T>(turn: Turn<T>, error: unknown): Response {
  const failure = failureOf(error)
  noted(turn, { failure, error })
  return fail(turn, failure)
}

/** What is ours to mend stands in the log, whatever is shown of it. */
export function noted<T>(turn: Turn<T>, { failure, error }: { failure: Failure; error: unknown }): void {
  if (failure.status < 500) return
  turn.serving.home.logger.error('unexpected', {
    requestId: turn.dressing.requestId,
    route: turn.route.path,
    err: error,
  })
}

export function fail<T>(turn: Turn<T>, failure: Failure): Response {
  const { dressing, request } = turn
  if (failure.status === 401 && wantsHtml(request) && request.method === 'GET')
    return seeOther(turn, { to: `/sign-in?next=${encodeURIComponent(dressing.path + dressing.search)}` })
  if (wantsHtml(request))
    return send(turn, {
      status: failure.status,
      headers: { ...HTML, ...failure.headers },
      body: turn.serving.shell.problem(dressing, failure),
    })
  const words = turn.serving.shell.sentence(dressing.locale, failure)
  return send(turn, {
    status: failure.status,
    headers: { 'content-type': 'application/problem+json', ...failure.headers },
    body: problemJson(failure, words, dressing.requestId),
  })
}

function wantsHtml(request: Request): boolean {
  return (request.headers.get('accept') ?? '').includes('text/html')
}
export function isRedirect(value: unknown): value is Redirect {
  return (
    typeof value === 'object' && value !== null && typeof (value as Redirect).to === 'string' && !('status' in value)
  )
}
export function isReply(value: unknown): value is Reply {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Reply).status === 'number' &&
    'headers' in value &&
    'body' in value
  )
}
