import type { LocalDate } from '../../../lib/dates.ts'
import { currentLocale, hasText, say, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { ANY_DATE, plainHours, type RuleWords } from '../rules.ts'

/** "15 hours", "1 hour": exact, in the reader's way of writing numbers. */
export function hoursText(units: bigint): string {
  return amountText(plainHours(units))
}

/** The same for an amount that is text already. */
export function amountText(amount: string): string {
  const hours = new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 4 }).format(amount as never)
  return t('recognition.hours', { hours, one: amount === '1' ? 'yes' : 'no' })
}

/** A day that belongs to no time zone any more. */
export function dayText(day: LocalDate, style: 'date' | 'short' = 'date'): string {
  return dateText(new Date(`${day}T00:00:00Z`), { locale: currentLocale(), zone: 'UTC', style })
}

export function strandName(strand: string): string {
  const key = `catalog.strand.${strand}`
  return hasText(key) ? say(key) : strand
}

/** What a rule says, one sentence each. */
export function ruleSentences(words: RuleWords, titleOf: (achievementId: string) => string): string[] {
  const { which, hours, cap } = words
  const names =
    which.kind === 'strand'
      ? which.strands.map(strandName)
      : which.kind === 'list'
        ? which.achievements.map(titleOf)
        : []
  const values = {
    names: new Intl.ListFormat(currentLocale()).format(names),
    count: names.length,
    hours: hours === null ? '' : amountText(hours),
  }
  return [
    say(`recognition.rule.${which.kind}.${hours === null ? 'stated' : 'fixed'}`, values),
    ...(cap === null ? [] : [t('recognition.rule.cap', { hours: amountText(cap) })]),
  ]
}

export function ruleDates({ from, to }: RuleWords): string {
  if (to && to < (from ?? ANY_DATE)) return t('recognition.rule.never')
  if (from && to) return t('recognition.rule.fromTo', { from: dayText(from), to: dayText(to) })
  if (from) return t('recognition.rule.from', { from: dayText(from) })
  return to ? t('recognition.rule.to', { to: dayText(to) }) : t('recognition.rule.always')
}
