import type { ReadingScope } from './banking.ts'

interface Looking {
  readonly id: string
  readonly looksAt: readonly string[]
}
export type PlaceState = 'open' | 'kept'

/** What of a retry is sent again: a place is kept when every criterion that looks at it stays met. */
export function placeStates(
  criteria: readonly Looking[],
  scope: Pick<ReadingScope, 'banked' | 'full'>,
): ReadonlyMap<string, PlaceState> {
  const met = new Set(scope.banked.map(({ criterionId }) => criterionId))
  const states = new Map<string, PlaceState>()
  for (const { id, looksAt } of criteria)
    for (const place of new Set(looksAt.map((reference) => reference.split('.')[0] ?? reference)))
      if (!met.has(id)) states.set(place, 'open')
      else if (!states.has(place)) states.set(place, 'kept')
  return states
}
