import type { Counter } from '../../../lib/counter.ts'
import { no, type Verdict, yes } from '../../../lib/refusal.ts'

const WEEK = 7 * 24 * 3_600_000
const DAY = 24 * 60
/** A Tuesday, 15:00 UTC: morning in the whole United States. */
const FIRST = Date.UTC(2024, 0, 2, 15)

/** Letters of a week leave from this day on; the day is the week's name. */
export function digestWeek(at: Date): string {
  return new Date(FIRST + Math.floor((at.getTime() - FIRST) / WEEK) * WEEK).toISOString().slice(0, 10)
}

export const CONFIRM_HOURS = 48

/** Letters to confirm, for one address, as its mark: whoever never asked hears of it six times a month at most, and never thrice an hour. */
export function asksOfAddress(mark: string): Counter[] {
  return [
    { bucket: `updates.pause ${mark}`, limit: 1, minutes: 10 },
    { bucket: `updates.day ${mark}`, limit: 3, minutes: DAY },
    { bucket: `updates.month ${mark}`, limit: 6, minutes: 30 * DAY },
  ]
}
export function asksOfNetwork(network: string): Counter {
  return { bucket: `updates.network ${network}`, limit: 20, minutes: 60 }
}

/** What is asked for where no mail leaves would never come. */
export function maySubscribe({ mailLeaves }: { readonly mailLeaves: boolean }): Verdict<'no-mail-here'> {
  return mailLeaves ? yes : no('no-mail-here')
}
