import { z } from 'zod'
import { type BusinessCalendar, BusinessCalendarSchema } from '../../../lib/business-time.ts'

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
const Hours = z.object({ open: z.string(), close: z.string() })
/** As an organization keeps it: one set of hours for the days it works. */
const Kept = z.object({
  week: Hours.extend({ days: z.array(z.int().min(0).max(6)).min(1) }),
  closed: z.array(z.string()),
  short: z.array(Hours.extend({ date: z.string() })),
})
const OFFICE = { open: '08:00', close: '16:00' }

/** Hours for every day of the week; Monday to Friday, eight to four, where an organization keeps nothing readable. */
export function calendarOf({ timeZone, calendar }: { timeZone: string; calendar: unknown }): BusinessCalendar {
  const kept = Kept.safeParse(calendar)
  const { days, ...hours } = kept.success ? kept.data.week : { days: [1, 2, 3, 4, 5], ...OFFICE }
  const week = Object.fromEntries(days.map((day) => [DAYS[day] ?? 'mon', hours]))
  const made = { timeZone, week, closed: kept.data?.closed ?? [], short: kept.data?.short ?? [] }
  const known = BusinessCalendarSchema.safeParse(made)
  return known.success
    ? known.data
    : {
        timeZone: 'UTC',
        week: { mon: OFFICE, tue: OFFICE, wed: OFFICE, thu: OFFICE, fri: OFFICE },
        closed: [],
        short: [],
      }
}
