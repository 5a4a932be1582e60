import { expect, test } from 'vitest'
import { inLocale } from '../text.ts'
import { durationText } from './duration.ts'

test.each([
  [1, 'en', '1 minute', '1 min'],
  [45, 'en', '45 minutes', '45 min'],
  [60, 'en', '1 hour', '1 hr'],
  [150, 'en', '2 hours 30 minutes', '2 hr 30 min'],
  [150, 'es', '2 horas y 30 minutos', '2 h y 30 min'],
  [61, 'es', '1 hora y 1 minuto', '1 h y 1 min'],
] as const)('%i minutes in %s: %s, or short: %s', (minutes, locale, long, short) =>
  expect(inLocale(locale, () => [durationText(minutes), durationText(minutes, 'short')])).toEqual([long, short]),
)
