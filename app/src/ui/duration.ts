import { numberFormat } from '../lib/formats.ts'
import { currentLocale, t } from '../text.ts'

/** How long something takes, in the words of a clock: "45 minutes", "2 hours 30 minutes"; short, "45 min", where room is small. */
export function durationText(minutes: number, unitDisplay: 'long' | 'short' = 'long'): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const inUnit = (value: number, unit: 'hour' | 'minute') =>
    numberFormat(currentLocale(), { style: 'unit', unit, unitDisplay }).format(value)
  if (hours === 0) return inUnit(rest, 'minute')
  if (rest === 0) return inUnit(hours, 'hour')
  return t('ui.duration', { hours: inUnit(hours, 'hour'), minutes: inUnit(rest, 'minute') })
}
