const DATE = /^(\d{4})-(\d\d)-(\d\d)$/
const DATE_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/

/** From the year 100 on: a year of two digits is another one to `Date`. */
const PLAIN = /^(?!00)\d{4}-\d\d-\d\dT\d\d:[0-5]\d:[0-5]\dZ$/

/** A calendar day that exists, `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const parts = DATE.exec(text)
  if (!parts) return false
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** A date and time with a zone (xsd:dateTimeStamp, RFC 3339). A leap second is read only as 23:59:60 UTC. */
export function isDateTime(text: string): boolean {
  return instant(text) !== undefined
}

/** Milliseconds since 1970 UTC, fractions cut; undefined when the text has no zone or is no date. */
export function instant(text: unknown): number | undefined {
  if (typeof text === 'string' && PLAIN.test(text)) return plainInstant(text)
  const parts = typeof text === 'string' ? DATE_TIME.exec(text) : null
  if (!parts) return undefined
  const [, day = '', hour, minute, second, fraction = '', zone = 'Z'] = parts
  const offset = zoneMinutes(zone)
  if (!isDate(day) || offset === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60)
    return undefined
  const base = Date.parse(`${day}T00:00:00Z`) + Number(hour) * 3_600_000 + (Number(minute) - offset) * 60_000
  if (Number(second) === 60 && ((base % 86_400_000) + 86_400_000) % 86_400_000 !== 86_340_000) return undefined
  return base + Number(second) * 1_000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
}

/** Of whole seconds in UTC, as most are written. */
function plainInstant(text: string): number | undefined {
  const two = (at: number) => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528
  const [year, month, day] = [two(0) * 100 + two(2), two(5), two(8)]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || two(11) > 23) return undefined
  return Date.UTC(year, month - 1, day, two(11), two(14), two(17))
}

function zoneMinutes(zone: string): number | undefined {
  if (zone === 'Z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))]
  if (hours > 14 || minutes > 59 || (hours === 14 && minutes > 0)) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}
