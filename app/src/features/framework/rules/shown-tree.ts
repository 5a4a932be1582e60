import { groupBy } from '../../../lib/group-by.ts'

/** One statement's place on a page: how deep it stands, and how many below it are a page of their own. */
export interface Branch {
  readonly key: string
  readonly depth: number
  readonly more: number
}
interface Link {
  readonly origin: string
  readonly destination: string
}

/** So many statements stand on one page; a small framework is there whole. */
const MOST = 400

/**
 * The branch below one statement, or below the document: level by level until the page is full, then in reading order.
 * What hangs on nothing that is here stands at the top.
 */
export function shownTree(
  keys: readonly string[],
  links: readonly Link[],
  { top, under = top }: { top: string; under?: string | undefined },
): Branch[] {
  const known = new Set(keys)
  const good = links.filter(
    ({ origin, destination }) => known.has(origin) && (destination === top || known.has(destination)),
  )
  const placed = new Set(good.map(({ origin }) => origin))
  const loose = keys.filter((key) => !placed.has(key)).map((origin) => ({ origin, destination: top }))
  const children = groupBy([...good, ...loose], ({ destination }) => destination)
  const below = (key: string) => (children.get(key) ?? []).map(({ origin }) => origin)
  const shown = fillPage(under, below)
  return inOrder(under, below, shown)
}

function fillPage(under: string, below: (key: string) => string[]): ReadonlySet<string> {
  const shown = new Set<string>()
  let level = below(under)
  while (level.length > 0 && (shown.size === 0 || shown.size + level.length <= MOST)) {
    for (const key of level) shown.add(key)
    level = level.flatMap(below).filter((key) => !shown.has(key))
  }
  return shown
}

function inOrder(under: string, below: (key: string) => string[], shown: ReadonlySet<string>): Branch[] {
  const out: Branch[] = []
  const met = new Set<string>()
  const waiting = below(under)
    .map((key) => ({ key, depth: 0 }))
    .reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { key, depth } = next
    if (met.has(key) || !shown.has(key)) continue
    met.add(key)
    const here = below(key)
    out.push({ key, depth, more: here.filter((each) => !shown.has(each)).length })
    waiting.push(...here.map((each) => ({ key: each, depth: depth + 1 })).reverse())
  }
  return out
}
