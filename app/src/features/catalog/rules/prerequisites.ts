import { error, type Problem, warning } from './problem.ts'

/** One place that comes first, as a file or a draft writes it. */
export interface Need {
  readonly code?: string
  readonly achievementId?: string
}

/** What stands behind a need on this site. */
export interface Named {
  readonly key: string
  readonly code: string
  /** Not published yet: an own draft of that code. */
  readonly draft: boolean
}

/** What may come before one entry, and what comes before that in turn. */
export interface Before {
  readonly self: Named
  /** Whom the needs of this entry name; who is absent cannot be begun by everybody who sees it. */
  readonly named: ReadonlyMap<string, Named>
  /** Keys of all that was looked up, each with those it needs. */
  readonly needs: ReadonlyMap<string, readonly Named[]>
}

export function nameOf({ code, achievementId }: Need): string | undefined {
  return achievementId || code || undefined
}

/** Each need is known, and none leads back to the entry itself. */
export function lintPrerequisites(needs: readonly Need[], before: Before): Problem[] {
  return needs.flatMap((need, at) => {
    const name = nameOf(need)
    const path = `prerequisites.${at}.${need.achievementId ? 'achievementId' : 'code'}`
    // A row that names nothing yet is told of by its shape.
    if (name === undefined) return []
    const named = before.named.get(name)
    if (!named) return [error(path, 'prerequisite_unknown', `${name} is no micro-credential that can come first here.`)]
    const circle = circleOver(named, before)
    if (circle) return [error(path, 'prerequisite_cycle', circle.join(' needs '))]
    const waits = `${named.code} is a draft. Until it is published nobody has to earn it first.`
    return named.draft ? [warning(path, 'prerequisite_draft', waits)] : []
  })
}

/** The codes of the first circle that these needs make, from the entry back to itself. */
export function circleAmong(needs: readonly Need[], before: Before): string[] | undefined {
  for (const need of needs) {
    const named = before.named.get(nameOf(need) ?? '')
    const circle = named && circleOver(named, before)
    if (circle) return circle
  }
  return undefined
}

function circleOver(first: Named, { self, needs }: Before): string[] | undefined {
  const onward = new Map([...needs].map(([key, named]) => [key, named.map((each) => each.key)]))
  const codes = new Map([self, ...needs.values()].flat().map(({ key, code }) => [key, code]))
  const circle = circleFrom(self.key, onward.set(self.key, [first.key]))
  return circle?.map((key) => codes.get(key) ?? first.code)
}

/** The names of a circle that starts and ends at `start`, the shortest one, or nothing. */
export function circleFrom(start: string, needs: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const trails = [[start]]
  const seen = new Set<string>()
  for (const trail of trails) {
    const onward = needs.get(trail.at(-1) ?? start) ?? []
    if (onward.includes(start)) return [...trail, start]
    for (const next of onward.filter((name) => !seen.has(name))) trails.push([...trail, next])
    for (const next of onward) seen.add(next)
  }
  return undefined
}
