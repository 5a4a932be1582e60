import type { Counter } from '../../../lib/counter.ts'

export const CODE_TRIES = 5
export const SIGN_IN_MINUTES = 10
export const CEREMONY_MINUTES = 5
export const NOT_ME_DAYS = 7
const DAY = 24 * 60

/** Starts per address, as its mark and never in plain words: one a minute, three a quarter of an hour, ten a day. */
export function startPause(mark: string): Counter {
  return { bucket: `signIn.pause ${mark}`, limit: 1, minutes: 1 }
}
export function startsOfAddress(mark: string): Counter[] {
  return [
    { bucket: `signIn.quarter ${mark}`, limit: 3, minutes: 15 },
    { bucket: `signIn.day ${mark}`, limit: 10, minutes: DAY },
  ]
}
export function startsOfNetwork(network: string): Counter {
  return { bucket: `signIn.network ${network}`, limit: 20, minutes: 60 }
}

/** How long a browser is known for whoever signed in with it. */
export const KNOWN_DAYS = 180

/** Codes typed where the person is at home: in a browser they signed in with before, or in their own session. */
export function codeTriesAtHome(mark: string): Counter[] {
  return [{ bucket: `code.day ${mark}`, limit: 20, minutes: DAY }]
}

/** Codes typed: twenty a day for one account, a thousand an hour for the whole installation. */
export function codeTries(mark: string): Counter[] {
  return [
    { bucket: `code.day ${mark}`, limit: 20, minutes: DAY },
    { bucket: 'code.installation', limit: 1000, minutes: 60 },
  ]
}
