import { expect, test } from 'vitest'
import { addMoney, compareMoney, money, moneyText, parseMoney, subtractMoney, sumMoney, timesRate } from './money.ts'
import { LARGEST_UNITS } from './quantity.ts'

const dollars = (minor: bigint) => ({ minor, currency: 'USD' })

test.each([
  ['187.50', 'USD', 18750n],
  ['500', 'JPY', 500n],
  ['1.250', 'KWD', 1250n],
  ['0.00', 'USD', 0n],
] as const)('%s %s is %s minor units and reads the same', (text, currency, minor) => {
  const parsed = parseMoney(text, currency)
  expect(parsed).toEqual({ ok: true, value: { minor, currency } })
  expect(moneyText({ minor, currency })).toBe(text)
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

test('mixed currencies never add, subtract, sum or compare', () => {
  const refusal = { ok: false, because: 'currency_mismatch' }
  const euro = { minor: 1n, currency: 'EUR' }
  expect(addMoney(dollars(1n), euro)).toEqual(refusal)
  expect(subtractMoney(dollars(1n), euro)).toEqual(refusal)
  expect(sumMoney([dollars(1n), euro], 'USD')).toEqual(refusal)
  expect(compareMoney(dollars(1n), euro)).toEqual(refusal)
})

test('overflow is refused in both directions', () => {
  const refusal = { ok: false, because: 'amount_out_of_range' }
  expect(addMoney(dollars(LARGEST_UNITS), dollars(1n))).toEqual(refusal)
  expect(subtractMoney(dollars(-LARGEST_UNITS), dollars(1n))).toEqual(refusal)
  expect(money(LARGEST_UNITS + 1n, 'USD')).toEqual(refusal)
  expect(timesRate(dollars(LARGEST_UNITS), { num: 2n, den: 1n }, 'down')).toEqual(refusal)
})

test('a list adds up in its own currency, an empty one to nothing', () => {
  expect(sumMoney([dollars(20000n), dollars(-5000n)], 'USD')).toEqual({ ok: true, value: dollars(15000n) })
  expect(sumMoney([], 'USD')).toEqual({ ok: true, value: dollars(0n) })
})

test('a third of one dollar rounds once, as told', () => {
  expect(timesRate(dollars(100n), { num: 1n, den: 3n }, 'down')).toEqual({ ok: true, value: dollars(33n) })
  expect(timesRate(dollars(101n), { num: 1n, den: 2n }, 'half_even')).toEqual({ ok: true, value: dollars(50n) })
})
