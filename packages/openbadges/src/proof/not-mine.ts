import { CanonRefused } from './refused.ts'

/** Left by a part of a document that only the reference path may judge. */
export class NotMine extends Error {}

/** Left by a document beyond the limits of quads and blank nodes. */
export class TooMuch extends CanonRefused {
  constructor(what: string) {
    super('limit', what)
  }
}

export function notMine(): never {
  throw new NotMine()
}
