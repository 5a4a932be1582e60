import { currentLocale, hasText, say, t } from '../../../text.ts'
import type { Shown } from '../rules.ts'
import type { Overview } from '../views.ts'

export function domainName(domain: string): string {
  const key = `catalog.domain.${domain}`
  return hasText(key) ? say(key) : domain
}

/** A number of people, or the words that stand in its place. */
export function peopleText(people: Shown | null): string {
  if (people === 'few') return t('ui.chart.few')
  if (people === 'between' || people === null) return t('insight.overview.hidden')
  return new Intl.NumberFormat(currentLocale()).format(people)
}

export function schoolName({ schools }: Overview, unit: string | null): string {
  return (unit === null ? undefined : schools.get(unit)) ?? t('insight.overview.noSchool')
}
