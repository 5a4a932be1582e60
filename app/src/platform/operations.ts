import { Hono } from 'hono'
import { sameToken } from './csrf.ts'
import { openMetrics } from './metrics.ts'

const OF_THIS_MACHINE = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The listener for machines that watch this one: no page, no cookie, nothing about people. */
export function operations(token?: string): Hono {
  const metrics = openMetrics()
  const app = new Hono()
  app.use(async ({ req, text }, next) => {
    const given = req.header('authorization') ?? ''
    if (token !== undefined && !sameToken(given, `Bearer ${token}`))
      return text('Send the token of this listener: Authorization: Bearer …', 401, { 'www-authenticate': 'Bearer' })
    // A page of a stranger can give its own name the address of this machine; then the browser says that name.
    if (token === undefined && !OF_THIS_MACHINE.has(new URL(req.url).hostname))
      return text('Ask by localhost or 127.0.0.1, or set CAIRN_OPERATIONS_TOKEN.', 403)
    return next()
  })
  app.get('/metrics', async ({ body }) => body(await metrics.metrics(), 200, { 'content-type': metrics.contentType }))
  return app
}
