import type { HttpBindings } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono } from 'hono'
import type { Assets } from './assets.ts'
import type { Tables } from './database.ts'
import type { Installation } from './platform/installation.ts'
import { keepPages } from './platform/kept-pages.ts'
import { rateLimiter } from './platform/rate.ts'
import { mount } from './platform/serve.ts'
import { cookieJar } from './platform/session.ts'
import type { Serving } from './platform/turn.ts'
import { actions, areas, checkRoutes, panels, routes } from './routes.ts'
import { makeShell } from './shell.tsx'
import { callSite } from './site-name.ts'
import { ICON_SVG } from './ui/icon.ts'

export interface ServerOptions {
  readonly home: Installation<Tables>
  readonly assets: Assets
  readonly rateScale: number
  readonly trustedProxies: ReadonlySet<string>
  readonly panelPatienceMs?: number
  /** Answers of /readyz: each check by name, with what to do when it fails. */
  readonly ready: () => Promise<{ ready: boolean; failing: readonly string[] }>
}

/** The two listeners' applications: pages and API on one origin, private files on another that knows no cookie. */
export function buildApps(options: ServerOptions): { app: Hono; files: Hono } {
  checkRoutes()
  const { home, assets } = options
  const { naming, baseUrl } = home.ports
  const shared = {
    home,
    routes,
    actions,
    panels,
    panelPatienceMs: options.panelPatienceMs,
    shell: makeShell({ siteName: () => naming.current(), baseUrl, assets, areas }),
    jar: cookieJar(home.ports.baseUrl),
    limiter: rateLimiter(options.rateScale),
    // A new name changes the state: whichever process wrote it, the next page is made with it.
    keep: keepPages(home.db, (site) => callSite(naming, site)),
    addressOf: (context) =>
      addressOf(context.env as HttpBindings, context.req.header('x-forwarded-for'), options.trustedProxies),
  } satisfies Omit<Serving<Tables>, 'origin'>
  const app = withIcon(new Hono())
  app.get('/healthz', (context) => context.text('ok', 200, { 'cache-control': 'no-store' }))
  app.get('/readyz', async (context) => {
    const { ready } = await options.ready()
    return context.text(ready ? 'ready' : 'not ready', ready ? 200 : 503, { 'cache-control': 'no-store' })
  })
  app.route('/', assets.app)
  app.mount('/', mount({ ...shared, origin: 'app' }).fetch, {
    optionHandler: (context) => context.env,
    replaceRequest: false,
  })
  return { app, files: withIcon(mount({ ...shared, origin: 'files' })) }
}

/** Browsers ask for it on every origin that they open by itself, also where it shows one file. */
function withIcon(app: Hono): Hono {
  return app.get('/favicon.ico', (context) =>
    context.body(ICON_SVG, 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    }),
  )
}

/** A forwarded address counts only from a proxy the operator named. */
function addressOf(bindings: HttpBindings, forwarded: string | undefined, trusted: ReadonlySet<string>): string {
  const remote = bindings?.incoming ? (getConnInfo({ env: bindings } as never).remote.address ?? 'unknown') : 'inside'
  // A socket that also listens for IPv6 writes IPv4 addresses in this way.
  const direct = remote.replace(/^::ffff:/i, '')
  if (!forwarded || !trusted.has(direct)) return direct
  return forwarded.split(',').at(-1)?.trim() || direct
}
