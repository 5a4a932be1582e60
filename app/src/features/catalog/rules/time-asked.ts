import type { TimeIHave } from './facets.ts'

/** A number, or two as people say from which to which, its unit, and what joins it to another: `1 hour and 30 minutes`. */
const MENTION =
  /(?<![\d.,])(\d{1,3}(?:[.,]\d)?)(?: ?(?:[-–]|to|or|a|o) ?\d{1,3}(?:[.,]\d)?)?[ -]?(?:(minutes?|minutos?|mins?)|hours?|horas?|hrs?)\b(?: (?:and|y)(?= \d))?/giu
const HOUR = 60
/** Nobody has more at once: forty hours are what a micro-credential is worth. */
const MOST_HOURS = 10

export interface TimeAsked {
  /** What was typed beside it. */
  readonly rest: string
  /** The filter that asks for as much. */
  readonly time: Extract<TimeIHave, '45min' | 'week'>
}

/** How much time somebody says to have. Every entry speaks of minutes and hours: as words they tell none from another. */
export function timeAsked(q: string): TimeAsked | null {
  let minutes = 0
  const rest = q.replaceAll(MENTION, (said: string, number: string, inMinutes: string | undefined) => {
    const count = Number(number.replace(',', '.'))
    if (!inMinutes && count > MOST_HOURS) return said
    minutes += inMinutes ? count : count * HOUR
    return ''
  })
  if (rest === q) return null
  return { rest: rest.replaceAll(/ {2,}/g, ' ').trim(), time: minutes > HOUR ? 'week' : '45min' }
}
