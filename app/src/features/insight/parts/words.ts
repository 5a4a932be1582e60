import { currentLocale, hasText, say, t } from '../../../text.ts'
import type { Overview } from '../views.ts'

export function domainName(domain: string): string {
  const key = `catalog.domain.${domain}`
  return hasText(key) ? say(key) : domain
}

/** A number of people, or the words that stand for every hidden one. */
export function peopleText(people: number | null): string {
  return people === null ? t('ui.chart.few') : new Intl.NumberFormat(currentLocale()).format(people)
}

export function schoolName({ schools }: Overview, unit: string | null): string {
  return (unit === null ? undefined : schools.get(unit)) ?? t('insight.overview.noSchool')
}
