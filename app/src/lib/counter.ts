/** A limit that must hold across restarts and nodes (08-trust.md 10.5). */
export interface Counter {
  /** What is counted and whose: never an address in plain words. */
  readonly bucket: string
  readonly limit: number
  readonly minutes: number
}
