import { type Context, Hono } from 'hono'
import { Refused } from '../lib/refusal.ts'
import { rowFor } from './asked-as.ts'
import { checkCsrf, csrfToken, sameToken } from './csrf.ts'
import type { Ctx, Visitor } from './ctx.ts'
import { type Failure, failureOf, RateLimited } from './failure.ts'
import { parseWith, type Raw, readBody, typedOf } from './forms.ts'
import { admit } from './gate.ts'
import { languageAsked, localeOf } from './language.ts'
import { MARKS } from './page-parts.ts'
import { fillSlots } from './panels.ts'
import { pageOfDeed, standsOn } from './place.ts'
import { randomText } from './random-text.ts'
import { networkOf } from './rate.ts'
import { fail, html, isRedirect, isReply, noted, recover, seeOther, send, sendKept } from './respond.ts'
import type { Answer, FilledModule, FormState, PageModule, Redirect, Route } from './route.ts'
import { untouched } from './route.ts'
import { openSession, readCookie } from './session.ts'
import type { Dressing, Serving, Showing, Turn } from './turn.ts'

/** Mounts the table: one handler for every row, so that no row can skip a gate. */
export function mount<T>(serving: Serving<T>): Hono {
  const app = new Hono()
  for (const route of serving.routes) {
    if ((route.origin ?? 'app') !== serving.origin) continue
    app.on(route.method, route.path, (context) =>
      handle(serving, rowFor(route, context.req.raw.headers.get('accept')), context),
    )
  }
  app.notFound((context) => answerMissing(serving, context))
  return app
}

async function answerMissing<T>(serving: Serving<T>, context: Context): Promise<Response> {
  const first = begin(
    serving,
    {
      method: 'GET',
      path: '/*',
      auth: 'public',
      action: 'none',
      scope: 'public',
      rate: 'page',
      cache: 'private',
      api: () => Promise.reject(new Error('no such page')),
    },
    context,
  )
  const page = ['GET', 'HEAD'].includes(first.request.method) && pageOfDeed(serving.routes, first.dressing.path)
  if (page && serving.origin === 'app') return seeOther(first, { to: page })
  const failure: Failure = { status: 404, because: 'not-found', fields: {}, values: {}, headers: {} }
  return recognized(first).then(
    (turn) => fail(turn, failure),
    (error) => recover(first, error),
  )
}

async function handle<T>(serving: Serving<T>, route: Route, context: Context): Promise<Response> {
  const started = performance.now()
  const first = begin(serving, route, context)
  const { turn, response } = await answered(first).catch((error) => ({ turn: first, response: recover(first, error) }))
  const actorId = turn.session?.personId
  const fields = {
    requestId: turn.dressing.requestId,
    route: `${route.method} ${route.path}`,
    status: response.status,
    ms: Math.round(performance.now() - started),
    actorId,
  }
  if (response.status >= 500) serving.home.logger.error('request', fields)
  else serving.home.logger.info('request', fields)
  return response
}

async function answered<T>(first: Turn<T>): Promise<{ turn: Turn<T>; response: Response }> {
  const turn = await recognized(first)
  return { turn, response: await run(turn).catch((error) => recover(turn, error)) }
}

/** Everything about a request that needs no database: with this alone a problem can be told. */
function begin<T>(serving: Serving<T>, route: Route, context: Context): Turn<T> {
  const request = context.req.raw
  const cookies = request.headers.get('cookie') ?? undefined
  const url = new URL(request.url)
  const look = readCookie(cookies, serving.jar.name('appearance'))
  const addressed = route.perLanguage ? { asked: languageAsked(url) } : null
  const dressing: Dressing = {
    locale: addressed?.asked ?? localeOf(look, null, request.headers.get('accept-language')),
    addressed,
    nonce: randomText(16),
    csrf: csrfToken(serving.home.ports.keys, readCookie(cookies, serving.jar.name('pre'))),
    path: url.pathname,
    search: url.search,
    back: standsOn(serving.routes, route, {
      method: request.method,
      url,
      referer: request.headers.get('referer'),
      baseUrl: serving.home.ports.baseUrl,
    }),
    session: null,
    theme: (/\btheme=(system|light|dark|contrast)\b/.exec(look ?? '')?.[1] as Dressing['theme']) ?? null,
    requestId: context.get('requestId') ?? randomText(9),
  }
  const network = networkOf(serving.addressOf(context))
  return { serving, route, context, request, network, session: null, dressing, params: context.req.param() }
}

/** Who holds the cookie, if anybody does. */
async function recognized<T>(turn: Turn<T>): Promise<Turn<T>> {
  const { serving, request, params, dressing } = turn
  const cookies = request.headers.get('cookie') ?? undefined
  const token = serving.origin === 'app' ? readCookie(cookies, serving.jar.name('session')) : null
  if (!token) return turn
  const { db, ports } = serving.home
  const session = await openSession(db, token, ports.now(), params.org ?? null)
  if (!session) return turn
  const look = readCookie(cookies, serving.jar.name('appearance'))
  const own = localeOf(look, session, request.headers.get('accept-language'))
  const locale = dressing.addressed?.asked ?? own
  return {
    ...turn,
    session,
    dressing: { ...dressing, session, locale, csrf: csrfToken(ports.keys, session.sessionId) },
  }
}

async function run<T>(turn: Turn<T>): Promise<Response> {
  const { route, request, serving } = turn
  limit(turn)
  const writing = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  if (writing && !route.cors && route.auth !== 'capability') checkCsrf(request, serving.home.ports.baseUrl)
  const ctx = admit(
    serving.home,
    route,
    {
      session: turn.session,
      locale: turn.dressing.locale,
      requestId: turn.dressing.requestId,
      visitor: visitorOf(turn),
    },
    serving.actions,
  )
  if ('api' in route) return callApi(turn, ctx)
  const module = await moduleOf(route)
  if (writing) return submitPage(turn, ctx, module)
  return isKept(turn) ? keptPage(turn, ctx, module) : showPage(turn, ctx, module)
}

type Paged = Extract<Route, { page: unknown }>
const modules = new WeakMap<Paged, Promise<PageModule>>()

/** Asked for once: to import again what is there costs as much as sending a kept page. What could not be read is asked for again. */
async function moduleOf(route: Paged): Promise<PageModule> {
  const module = modules.get(route) ?? route.page()
  modules.set(route, module)
  try {
    return await module
  } catch (error) {
    modules.delete(route)
    throw error
  }
}

function visitorOf<T>({ serving, request, network }: Turn<T>): Visitor {
  const cookies = request.headers.get('cookie') ?? undefined
  return {
    browser: readCookie(cookies, serving.jar.name('pre')),
    ceremony: readCookie(cookies, serving.jar.name('ceremony')),
    known: readCookie(cookies, serving.jar.name('known')),
    device: request.headers.get('user-agent') ?? '',
    network,
  }
}

function limit<T>({ route, serving, network, session }: Turn<T>): void {
  const who = session ? `person ${session.personId}` : network
  const seconds = serving.limiter.take(route.rate, who, new Date())
  if (seconds > 0) throw new RateLimited(seconds)
}

async function callApi<T>(turn: Turn<T>, ctx: Ctx<T>): Promise<Response> {
  const { route, request, params } = turn
  if (!('api' in route)) throw new TypeError('not an api row')
  const module = await route.api()
  if ('answerWith' in module) return callFilled(turn, ctx, module)
  const input = route.raw ? undefined : await inputOf(turn)
  const answer = await module.answer(ctx as never, input as never, params as never, request)
  if (isRedirect(answer)) return seeOther(turn, answer)
  if (isReply(answer)) return send(turn, answer)
  return send(turn, {
    status: answer === undefined ? 204 : 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: answer === undefined ? null : JSON.stringify(answer),
  })
}

async function callFilled<T>(turn: Turn<T>, ctx: Ctx<T>, module: FilledModule): Promise<Response> {
  const shown = await loaded(turn, ctx, module)
  return 'to' in shown ? seeOther(turn, shown) : send(turn, module.answerWith(shown.data as never))
}

async function inputOf<T>(turn: Turn<T>): Promise<unknown> {
  const { route, request, context } = turn
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return parseWith(route.query, context.req.query())
  return parseWith(route.input, await bodyOf(turn))
}

async function bodyOf<T>({ request, route, dressing }: Turn<T>): Promise<Raw> {
  const { raw, token } = await readBody(request, route.maxBody)
  if (token !== null && !route.cors && !sameToken(token, dressing.csrf)) throw new Refused('page-expired')
  return raw
}

async function showPage<T>(
  turn: Turn<T>,
  ctx: Ctx<T>,
  module: PageModule,
  showing: Showing = { form: formFrom(turn), status: 200 },
): Promise<Response> {
  const { form, status } = showing
  const shown = await loaded(turn, ctx, module)
  if ('to' in shown) return seeOther(turn, shown)
  return html(turn, module, { ...shown.data, form }, status)
}

/** What a page shows; `whole` is false when a panel failed or was too slow. */
async function loaded<T>(
  turn: Turn<T>,
  ctx: Ctx<T>,
  module: Pick<PageModule, 'asks' | 'load' | 'slots'>,
): Promise<Redirect | { data: Record<string, unknown>; whole: boolean }> {
  const query = parseWith(turn.route.query, turn.context.req.query()) ?? {}
  const fill = (wanted: Readonly<Record<string, unknown>>) =>
    fillSlots(turn.serving, ctx, wanted, turn.serving.home.logger)
  const asked = module.asks ? await fill(Object.fromEntries(module.asks.map((slot) => [slot, query]))) : {}
  const data = (await module.load?.(ctx as never, turn.params as never, query as never, asked as never)) ?? {}
  if (isRedirect(data)) return data
  const wanted = module.slots?.(data as never)
  const slots = { ...asked, ...(wanted ? await fill(wanted) : {}) }
  return { data: { ...(data as object), slots }, whole: !Object.values(slots).flat().includes(null) }
}

/** A page that says nothing about who asks, and a browser that was not told anything for this page. */
function isKept<T>({ route, session, serving, request }: Turn<T>): boolean {
  const cookies = request.headers.get('cookie') ?? undefined
  return route.kept === true && session === null && readCookie(cookies, serving.jar.name('done')) === null
}

async function keptPage<T>(turn: Turn<T>, ctx: Ctx<T>, module: PageModule): Promise<Response> {
  const { serving, dressing } = turn
  const { locale, theme, path, search } = dressing
  const page = await serving.keep(`${locale} ${theme} ${path}${search}`, serving.home.ports.now(), async () => {
    const shown = await loaded(turn, ctx, module)
    if ('to' in shown) return { page: shown, whole: true }
    const data = { ...shown.data, form: untouched }
    return { page: serving.shell.page({ ...dressing, ...MARKS }, module, data).html, whole: shown.whole }
  })
  return 'to' in page ? seeOther(turn, page) : sendKept(turn, page)
}

async function submitPage<T>(turn: Turn<T>, ctx: Ctx<T>, module: PageModule): Promise<Response> {
  const { route, params } = turn
  let raw: Raw = {}
  try {
    raw = await bodyOf(turn)
    const verb = 'page' in route && route.verb ? module.acts?.[route.verb] : module.act
    if (!verb) throw new TypeError(`${route.path} names no act`)
    const answer = await verb(ctx as never, parseWith(route.input, raw) as never, params as never)
    return finish(turn, module, answer)
  } catch (error) {
    const failure = failureOf(error)
    // A deed that was refused shows its page again with what was typed; what cannot be shown again is a problem page.
    if (!module.load || !showsAgain(failure)) throw error
    noted(turn, { failure, error })
    const { problem, fields } = turn.serving.shell.sentence(turn.dressing.locale, failure)
    return showPage(turn, ctx, module, {
      form: { problem, fields, typed: typedOf(raw), done: null },
      status: failure.status,
    })
  }
}

/** The page can be shown: nothing it is made of is away. */
function showsAgain({ status, because }: Failure): boolean {
  return (
    [400, 403, 409, 413, 422, 507].includes(status) || because === 'files-waiting' || because === 'file-not-reached'
  )
}

async function finish<T>(turn: Turn<T>, module: PageModule, answer: Answer): Promise<Response> {
  if (isRedirect(answer)) return seeOther(turn, answer)
  if (isReply(answer)) return send(turn, answer)
  return html(turn, module, { ...(answer.show as object), form: untouched }, answer.status ?? 200)
}

function formFrom<T>({ serving, request, dressing }: Turn<T>): FormState {
  const key = readCookie(request.headers.get('cookie') ?? undefined, serving.jar.name('done'))
  const done = key ? serving.shell.told(dressing.locale, decodeURIComponent(key)) : null
  return done ? { ...untouched, done } : untouched
}
