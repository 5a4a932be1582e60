import { localDateAt } from '../lib/dates.ts'
import { usePage } from './context.ts'

const STYLES = {
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  short: { year: 'numeric', month: 'short', day: 'numeric' },
  day: { weekday: 'long', month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  time: { hour: 'numeric', minute: '2-digit' },
  stamp: { year: 'numeric', month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
  full: { year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type DateStyle = keyof typeof STYLES

const formats = new Map<string, Intl.DateTimeFormat>()

function dateFormat(locale: string, zone: string, style: DateStyle): Intl.DateTimeFormat {
  const id = `${locale} ${zone} ${style}`
  const known = formats.get(id)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: zone })
  formats.set(id, made)
  return made
}

/** A moment in words, for places where no element can stand. */
export function dateText(at: Date, where: { locale: string; zone: string; style?: DateStyle }): string {
  return dateFormat(where.locale, where.zone, where.style ?? 'date').format(at)
}

export function DateTime({ at, zone, style = 'date' }: { at: Date; zone: string; style?: DateStyle }) {
  const { locale } = usePage()
  // What shows a day says no hour in its markup either: the minute of a decision would point at who made it.
  const exact = style === 'time' || style === 'stamp' || style === 'full'
  return (
    <time dateTime={exact ? at.toISOString() : localDateAt(at, zone)}>{dateText(at, { locale, zone, style })}</time>
  )
}
