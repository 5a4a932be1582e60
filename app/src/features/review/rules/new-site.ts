const QUALIFIED_READERS = 3

/** A young site has nobody qualified yet; the mode ends by itself, family by family, and no switch ends it before. */
export function isNewSite(qualifiedReaders: number): boolean {
  return qualifiedReaders < QUALIFIED_READERS
}

/** Colleagues of other schools may read; own school, coach, supervisor and household stay closed (conflicts.ts). */
export function districtMayRead(setting: boolean, newSite: boolean): boolean {
  return setting || newSite
}

/** Marked on the decision for good, also after the site has grown up. */
export function isProvisional(readers: readonly { readonly provisional: boolean }[]): boolean {
  return readers.some(({ provisional }) => provisional)
}
