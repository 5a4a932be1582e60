import { z } from 'zod'
import { type BusinessCalendar, BusinessCalendarSchema } from '../../../lib/business-time.ts'

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const Hours = { open: z.string(), close: z.string() }
/** As an organization keeps it: the same hours on its days of the week, 1 for Monday. */
const Kept = z.object({
  week: z.object({ days: z.array(z.int().min(1).max(7)), ...Hours }),
  closed: z.array(z.string()).default([]),
  short: z.array(z.object({ date: z.string(), ...Hours })).default([]),
})

/** The calendar that dates are promised by; null when none can be read. */
export function calendarOf({ timeZone, calendar }: { timeZone: string; calendar: unknown }): BusinessCalendar | null {
  const kept = Kept.safeParse(calendar)
  if (!kept.success) return null
  const { days, open, close } = kept.data.week
  const week = Object.fromEntries(
    DAYS.filter((_, place) => days.includes(place + 1)).map((day) => [day, { open, close }]),
  )
  const read = BusinessCalendarSchema.safeParse({ timeZone, week, closed: kept.data.closed, short: kept.data.short })
  return read.success ? read.data : null
}
