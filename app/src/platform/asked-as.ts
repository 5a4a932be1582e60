import { parseAccept } from 'hono/utils/accept'
import type { Route } from './route.ts'

/** Which of these types a request asks for before a page; null: it takes the page, as whoever takes anything does. */
export function askedAs(accept: string | null, types: readonly string[]): string | null {
  const offered = new Set(['text/html', ...types])
  const asked = parseAccept(accept ?? '').filter(({ q }) => q > 0)
  const first = asked.map(({ type }) => type.toLowerCase()).find((type) => offered.has(type))
  return first === undefined || first === 'text/html' ? null : first
}

/** A page and its data stand at one address: the row that answers this request. */
export function rowFor(route: Route, accept: string | null): Route {
  if (!('page' in route) || !route.data || askedAs(accept, route.data.types) === null) return route
  const { page: _page, kept: _kept, ...row } = route
  return { ...row, ...route.data }
}
