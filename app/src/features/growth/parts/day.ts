import { currentLocale } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'

/** A local day in words; it has no hour, so it is said in no zone. */
export function dayText(day: string): string {
  return dateText(new Date(`${day}T12:00:00Z`), { locale: currentLocale(), zone: 'UTC' })
}
