export interface Edition {
  readonly version: string
  readonly retiredAt: Date | null
}

/** A draft may follow additions and corrections, never a new edition: what is asked of it must not change under its hands. */
export function mayFollow(pinned: Edition, current: Edition): boolean {
  const [was, is] = [numbers(pinned.version), numbers(current.version)]
  const higher = is.findIndex((part, at) => part !== was[at])
  return current.retiredAt === null && higher > 0 && (is[higher] ?? 0) > (was[higher] ?? 0)
}

function numbers(version: string): number[] {
  return version.split('.').map(Number)
}
