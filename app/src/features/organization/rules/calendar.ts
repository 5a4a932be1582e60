import * as z from 'zod'
import { type BusinessCalendar, BusinessCalendarSchema } from '../../../lib/business-time.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const Hours = { open: z.string(), close: z.string() }
/** As an organization keeps it: the same hours on its days of the week, 1 for Monday. */
const Kept = z.object({
  week: z.object({ days: z.array(z.int().min(1).max(7)).min(1), ...Hours }),
  closed: z.array(z.string()).default([]),
  short: z.array(z.object({ date: z.string(), ...Hours })).default([]),
})
const OFFICE = { days: [1, 2, 3, 4, 5], open: '08:00', close: '16:00' }

export interface KeptCalendar {
  readonly timeZone: string
  readonly calendar: unknown
}

/** The one calendar that dates are promised and judged by; office hours where an organization keeps nothing readable. */
export function calendarOf({ timeZone, calendar }: KeptCalendar): BusinessCalendar {
  return (
    readable(timeZone, calendar) ??
    readable(timeZone, { week: OFFICE }) ?? { timeZone: 'UTC', week: weekOf(OFFICE), closed: [], short: [] }
  )
}

function readable(timeZone: string, calendar: unknown): BusinessCalendar | null {
  const kept = Kept.safeParse(calendar)
  if (!kept.success) return null
  const { week, closed, short } = kept.data
  const read = BusinessCalendarSchema.safeParse({ timeZone, week: weekOf(week), closed, short })
  return read.success ? read.data : null
}

function weekOf({ days, open, close }: typeof OFFICE): BusinessCalendar['week'] {
  return Object.fromEntries(DAYS.filter((_, place) => days.includes(place + 1)).map((day) => [day, { open, close }]))
}
