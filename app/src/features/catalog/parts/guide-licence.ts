import { t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'

/** The day of its words and what may be done with them. */
export function licenceOf(changedOn: string, locale: 'en' | 'es'): string {
  return t('catalog.guide.licence', { day: dateText(new Date(`${changedOn}T12:00:00Z`), { locale, zone: 'UTC' }) })
}
