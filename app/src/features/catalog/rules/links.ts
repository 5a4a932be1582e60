const DAY = 24 * 3_600_000
/** Each address is looked at once a week. */
export const LOOK_EVERY_MS = 7 * DAY
/** An address that no entry names any more is forgotten. */
export const FORGET_AFTER_MS = 60 * DAY
/** So many at once, and once an hour: some three thousand a week. */
export const LOOKED_AT_ONCE = 20
/** Twice in a row closed, the page says so (`closed_link`); so many times, and its authors are asked. */
export const ASKED = 3

/** What an address answered; null when nothing did. */
export type Heard = { readonly status: number } | { readonly refused: string }
export type Opening = 'opens' | 'fails' | 'unsure'

/** Only what is surely gone fails: a door that does not let programs in may stand open for people. */
export function openingOf(heard: Heard): Opening {
  if ('refused' in heard) {
    if (heard.refused === 'too-large') return 'opens'
    return heard.refused === 'unreachable' || heard.refused === 'timeout' ? 'fails' : 'unsure'
  }
  if (heard.status < 400) return 'opens'
  return heard.status === 404 || heard.status === 410 || heard.status >= 500 ? 'fails' : 'unsure'
}

/** Where nothing at all was reached, the way out is broken and not the addresses. */
export function isCutOff(heard: readonly Heard[]): boolean {
  return heard.length > 0 && heard.every((each) => 'refused' in each && openingOf(each) === 'fails')
}

export interface LinkState {
  readonly failures: number
  readonly failingSince: Date | null
}

/** What is written down after a look. */
export function afterLook(before: LinkState, opening: Opening, at: Date): LinkState {
  if (opening === 'opens') return { failures: 0, failingSince: null }
  if (opening === 'unsure') return before
  return { failures: before.failures + 1, failingSince: before.failingSince ?? at }
}
