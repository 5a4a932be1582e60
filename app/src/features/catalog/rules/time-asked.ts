import type { TimeIHave } from './facets.ts'

const MINUTES = /\b\d{1,3}[ -]?(?:minutes?|minutos?|mins?)\b/iu
const HOURS = /\b(?:\d|10)[ -]?(?:hours?|horas?|hrs?)\b/iu
const ONE = /^1\D/

export interface TimeAsked {
  /** What was typed beside it. */
  readonly rest: string
  /** The filter that asks for as much. */
  readonly time: Extract<TimeIHave, '45min' | 'week'>
}

/** How much time somebody says to have. Every entry speaks of minutes and hours: as words they tell none from another. */
export function timeAsked(q: string): TimeAsked | null {
  const said = MINUTES.exec(q) ?? HOURS.exec(q)
  if (!said) return null
  const time = HOURS.test(said[0]) && !ONE.test(said[0]) ? 'week' : '45min'
  return {
    rest: `${q.slice(0, said.index)}${q.slice(said.index + said[0].length)}`.replaceAll(/ {2,}/g, ' ').trim(),
    time,
  }
}
