import { expect, test } from 'vitest'
import { parseMoney } from './money.ts'

test.each([
  ['187.50', 'USD', 18750n],
  ['500', 'JPY', 500n],
  ['1.250', 'KWD', 1250n],
  ['0.00', 'USD', 0n],
] as const)('%s %s is %s minor units', (text, currency, minor) => {
  expect(parseMoney(text, currency)).toEqual({ ok: true, value: { minor, currency } })
})

test.each([
  ['12.345', 'USD', 'amount_format'],
  ['1e3', 'USD', 'amount_format'],
  ['-5', 'USD', 'amount_format'],
  ['1,000', 'USD', 'amount_format'],
  ['1.5', 'JPY', 'amount_format'],
  ['5.00', '', 'currency_missing'],
  ['5.00', null, 'currency_missing'],
  ['5.00', 'usd', 'currency_missing'],
  ['90071992547409.92', 'USD', 'amount_out_of_range'],
] as const)('%s %s is refused: %s', (text, currency, because) =>
  expect(parseMoney(text, currency)).toEqual({ ok: false, because }),
)
