import type { Route } from './route.ts'

interface Places {
  /** Paths of the table that show a page when they are opened. */
  readonly pages: ReadonlySet<string>
  readonly shown: readonly RegExp[]
  /** Paths that only forms are sent to, each with what its addresses look like. */
  readonly deeds: readonly { readonly route: Route; readonly shape: RegExp }[]
}
const known = new WeakMap<readonly Route[], Places>()

function placesOf(routes: readonly Route[]): Places {
  const there = known.get(routes) ?? makePlaces(routes)
  known.set(routes, there)
  return there
}

function makePlaces(routes: readonly Route[]): Places {
  const paged = routes.filter((route) => 'page' in route && (route.origin ?? 'app') === 'app')
  const pages = new Set<string>(paged.flatMap(({ method, path }) => (method === 'GET' ? [path] : [])))
  const deeds = paged.filter(({ path }) => !pages.has(path)).map((route) => ({ route, shape: shapeOf(route.path) }))
  return { pages, shown: [...pages].map(shapeOf), deeds }
}

/** `/me/:id/decision/:n{[0-9]+}` as an expression over whole addresses. */
function shapeOf(path: string): RegExp {
  const steps = path.split('/').map((step) => {
    const [, form] = /^:\w+(?:\{(.+)\})?$/.exec(step) ?? []
    return step.startsWith(':') ? `(?:${form ?? '[^/]+'})` : step.replaceAll('.', '[.]')
  })
  return new RegExp(`^${steps.join('/')}$`)
}

/** The page an address lies on or below; null where that would be the first page of the site. */
function pageOver(routes: readonly Route[], pattern: string, path: string): string | null {
  const { pages } = placesOf(routes)
  const [names, steps] = [pattern.split('/'), path.split('/')]
  for (let length = names.length; length > 1; length--)
    if (pages.has(names.slice(0, length).join('/'))) return steps.slice(0, length).join('/')
  return null
}

interface Sent {
  readonly method: string
  readonly url: URL
  readonly referer: string | null
  readonly baseUrl: string
}

/** Where a visitor comes back to from here: for the answer to a form, the page that the form stood on. */
export function standsOn(routes: readonly Route[], route: Route, { method, url, referer, baseUrl }: Sent): string {
  const { pathname } = url
  if (method === 'GET' || method === 'HEAD') return pathname
  const { pages, shown } = placesOf(routes)
  if (referer !== null && URL.canParse(referer)) {
    const from = new URL(referer)
    const here = from.pathname === pathname && !pages.has(route.path)
    if (from.host === new URL(baseUrl).host && !here && shown.some((shape) => shape.test(from.pathname)))
      return from.pathname
  }
  return pageOver(routes, route.path, pathname) ?? '/'
}

/** Whoever opens an address that only forms are sent to, by a reload or a kept link, wants the page above it. */
export function pageOfDeed(routes: readonly Route[], path: string): string | null {
  const deed = placesOf(routes).deeds.find(({ shape }) => shape.test(path))
  return deed ? pageOver(routes, deed.route.path, path) : null
}
