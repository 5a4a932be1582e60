import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, isDate, isDateTime } from '../src/credential/dates.ts'
import type { JsonObject } from '../src/index.ts'
import { checkDates } from '../src/verify/dates.ts'
import { newRun } from '../src/verify/run.ts'
import { contexts, crypto, fast, material } from './support.ts'

const RUNS = { numRuns: Number(process.env.OPENBADGES_MUTANTS ?? 2_000), seed: 20_261_129 }
const two = (value: number) => String(value).padStart(2, '0')

const zone = fc.oneof(
  fc.constant({ text: 'Z', minutes: 0 }),
  fc
    .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 59 }))
    .map(([sign, hours, minutes]) => ({
      text: `${sign}${two(hours)}:${two(minutes)}`,
      minutes: (sign === '-' ? -1 : 1) * (hours * 60 + minutes),
    })),
  fc.constantFrom({ text: '+14:00', minutes: 840 }, { text: '-14:00', minutes: -840 }, { text: '-00:00', minutes: 0 }),
)
/** Years 0001 to 9998, so that a zone never leads out of four digits. */
const moment = fc.integer({ min: Date.parse('0001-01-01T00:00:00Z'), max: Date.parse('9998-12-31T23:59:59.999Z') })

/** The same moment on a clock of that zone; `digits` of the fraction are written. */
function written(ms: number, { text, minutes }: { text: string; minutes: number }, digits: number): string {
  const local = new Date(ms + minutes * 60_000).toISOString()
  const fraction = digits === 0 ? '' : `.${local.slice(20, 23).padEnd(digits, '7').slice(0, digits)}`
  return `${local.slice(0, 19)}${fraction}${text}`
}

function found(document: JsonObject, now: number): readonly string[] {
  const run = newRun(
    { form: 'embedded', document, standard: 'ob3', outcome: { fails: [], unknowns: [] } },
    {
      ...{ material: material(), now: new Date(now), crypto, contexts, canonicalizer: fast },
      ...{ options: {}, role: 'credential' },
      judge: () => Promise.reject(new Error('nothing inside is judged')),
    },
  )
  return checkDates(run).fails.map(({ code }) => code)
}

describe('A-validity-boundaries: a date is the moment it names', () => {
  test('in every zone, with any fraction, as an independent calendar counts', () => {
    fc.assert(
      fc.property(moment, zone, fc.integer({ min: 0, max: 9 }), (ms, where, digits) => {
        const text = written(ms, where, digits)
        const cut = digits >= 3 ? ms : Math.floor(ms / 10 ** (3 - digits)) * 10 ** (3 - digits)
        expect([text, instant(text), isDateTime(text)]).toEqual([text, cut, true])
      }),
      RUNS,
    )
  })

  test('written plainly or with all it may have, it is the same, or nothing', () => {
    const field = (max: number) => fc.oneof(fc.integer({ min: 0, max }), fc.integer({ min: 0, max: 99 }))
    const fields = fc.tuple(fc.integer({ min: 0, max: 9_999 }), field(12), field(31), field(23), field(59), field(59))
    fc.assert(
      fc.property(fields, ([year, ...rest]) => {
        const [month, day, hour, minute, second] = rest.map(two)
        const text = `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`
        expect([text, instant(`${text}Z`)]).toEqual([text, instant(`${text}.0+00:00`)])
      }),
      RUNS,
    )
  })

  test('a day exists or it does not', () => {
    const part = (min: number, max: number) => fc.integer({ min, max })
    fc.assert(
      fc.property(part(0, 9_999), part(0, 13), part(0, 32), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
        const date = new Date(`${text}T00:00:00Z`)
        const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
        expect([text, isDate(text), isDateTime(`${text}T12:00:00Z`)]).toEqual([text, exists, exists])
      }),
      RUNS,
    )
  })

  test('a second 60 exists only as the last of a UTC day', () => {
    fc.assert(
      fc.property(moment, zone, (ms, where) => {
        const minute = Math.floor(ms / 60_000) * 60_000
        const whole = written(minute, where, 0)
        const text = `${whole.slice(0, 17)}60${whole.slice(19)}`
        const isLast = new Date(minute).toISOString().slice(11, 16) === '23:59'
        expect([text, instant(text)]).toEqual([text, isLast ? minute + 60_000 : undefined])
      }),
      RUNS,
    )
    expect(instant('2016-12-31T23:59:60Z')).toBe(Date.parse('2017-01-01T00:00:00Z'))
    expect(instant('2017-01-01T00:59:60+01:00')).toBe(Date.parse('2017-01-01T00:00:00Z'))
  })

  test.each([
    '2026-11-20T24:00:00Z',
    '2026-11-20T23:60:00Z',
    '2026-11-20T23:59:61Z',
    '2026-11-20T12:00:00',
    '2026-11-20T12:00Z',
    '2026-11-20 12:00:00Z',
    '2026-11-20t12:00:00z',
    '2026-11-20T12:00:00.Z',
    '2026-11-20T12:00:00+14:01',
    '2026-11-20T12:00:00+15:00',
    '2026-11-20T12:00:00+0100',
    '+002026-11-20T12:00:00Z',
    '-0001-11-20T12:00:00Z',
    '20261120T120000Z',
    ' 2026-11-20T12:00:00Z',
    '2026-11-20T12:00:00Z\n',
    '２０２６-11-20T12:00:00Z',
    '2026-11-20',
    '',
  ])('%j is no date and time', (text) => {
    expect(instant(text)).toBeUndefined()
  })

  test('a credential begins and ends to the millisecond, whatever zones its dates are written in', () => {
    const near = fc.integer({ min: -2, max: 2 })
    const model = fc.constantFrom(
      { contexts: ['https://www.w3.org/ns/credentials/v2'], from: 'validFrom', until: 'validUntil' },
      { contexts: ['https://www.w3.org/2018/credentials/v1'], from: 'issuanceDate', until: 'expirationDate' },
    )
    fc.assert(
      fc.property(moment, near, near, zone, zone, model, (now, begins, ends, one, other, names) => {
        const document = {
          '@context': names.contexts,
          [names.from]: written(now + begins, one, 3),
          [names.until]: written(now + ends, other, 3),
        }
        const expected = [
          ...(ends < begins ? ['DATE_ORDER'] : []),
          ...(begins > 0 ? ['DATE_NOT_YET_VALID'] : []),
          ...(ends < 0 ? ['DATE_EXPIRED'] : []),
        ]
        expect([document, found(document, now)]).toEqual([document, expected])
      }),
      RUNS,
    )
  })
})
