import type { World } from './world.ts'

/** A browser of a test: keeps cookies, sends forms as pages do, follows nothing by itself. */
export interface Browser {
  get(path: string): Promise<Seen>
  /** Reads the page first, as people do, so that the form carries its token. `from` is the page with the form. */
  post(path: string, fields: Record<string, string | readonly string[]>, from?: string): Promise<Seen>
  /** The token of the forms on a page. */
  token(path: string): Promise<string>
  /** Sends a form with a token read before: for presses at the same moment, or from a page that is long open. */
  send(path: string, fields: Record<string, string | readonly string[]>, token: string): Promise<Seen>
  json(path: string, body: unknown, method?: 'POST' | 'PUT'): Promise<Seen>
  readonly cookies: Map<string, string>
}
export interface Seen {
  readonly status: number
  readonly text: string
  readonly location: string | null
  readonly headers: Headers
}

export function browserOf(world: World, given: { cookie?: string; userAgent?: string } = {}): Browser {
  const cookies = new Map<string, string>()
  for (const part of (given.cookie ?? '').split('; ').filter(Boolean)) put(cookies, part)
  const agent = given.userAgent ?? 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0'
  async function ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Seen> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await world.app.request(new URL(path, world.home.ports.baseUrl).href, {
      ...init,
      headers: { accept: 'text/html', 'user-agent': agent, 'sec-fetch-site': 'same-origin', cookie, ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) put(cookies, line.split(';')[0] ?? '')
    return {
      status: answer.status,
      text: await answer.text(),
      location: answer.headers.get('location'),
      headers: answer.headers,
    }
  }
  const get = (path: string) => ask(path, { headers: {} })
  async function token(path: string): Promise<string> {
    return /name="_csrf" value="([^"]*)"/.exec((await get(path)).text)?.[1] ?? ''
  }
  async function send(path: string, fields: Record<string, string | readonly string[]>, csrf: string): Promise<Seen> {
    const body = new URLSearchParams({ _csrf: csrf })
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    return ask(path, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
  }
  return {
    cookies,
    get,
    token,
    send,
    post: async (path, fields, from = path) => send(path, fields, await token(from)),
    json: (path, body, method = 'POST') =>
      ask(path, {
        method,
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      }),
  }
}

function put(cookies: Map<string, string>, pair: string): void {
  const at = pair.indexOf('=')
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
  if (value) cookies.set(name, value)
  else cookies.delete(name)
}
