import { digestsAt, placeOf, type ReadingScope, type Work } from './banking.ts'

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
    for (const place of new Set(looksAt.map(placeOf)))
      if (!met.has(id)) states.set(place, 'open')
      else if (!states.has(place)) states.set(place, 'kept')
  return states
}

/** A criterion that the last decision left open, with the places it speaks about. */
export interface CameBack {
  readonly criterionId: string
  readonly title: string
  readonly places: readonly string[]
  /** Something in one of its places is not what the readers had. */
  readonly changed: boolean
}

export function cameBack(
  criteria: readonly (Looking & { readonly title: string })[],
  notYet: ReadonlyMap<string, Work>,
  now: Work,
): CameBack[] {
  return criteria.flatMap(({ id, title, looksAt }) => {
    const then = notYet.get(id)
    if (!then) return []
    const places = [...new Set(looksAt.map(placeOf))]
    const read = (work: Work) => digestsAt(new Set(places), work).toSorted().join()
    return [{ criterionId: id, title, places, changed: read(then) !== read(now) }]
  })
}

export function backHere(back: readonly CameBack[], here: readonly string[]): string[] {
  return back.filter(({ places }) => places.some((id) => here.includes(id))).map(({ criterionId }) => criterionId)
}
