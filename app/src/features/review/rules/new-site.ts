const QUALIFIED_READERS = 3

/** A young site has nobody qualified yet; the mode ends by itself, family by family, and no switch ends it before. */
export function isNewSite(qualifiedReaders: number): boolean {
  return qualifiedReaders < QUALIFIED_READERS
}

/** Colleagues of other schools may read; own school, coach, supervisor and household stay closed (conflicts.ts). */
export function districtMayRead(setting: boolean, newSite: boolean): boolean {
  return setting || newSite
}

export interface ReadingsFacts {
  readonly newSite: boolean
  /** A provisional reader holds or has given a reading of this attempt. */
  readonly provisionalReader: boolean
  /** Routing asks for a second reading. */
  readonly routed: boolean
}

export function readingsNeeded({ newSite, provisionalReader, routed }: ReadingsFacts): 1 | 2 {
  return newSite || provisionalReader || routed ? 2 : 1
}

/** Marked on the decision for good, also after the site has grown up. */
export function isProvisional(readers: readonly { readonly provisional: boolean }[]): boolean {
  return readers.some(({ provisional }) => provisional)
}
