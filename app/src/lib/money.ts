import {
  type Answer,
  parseUnits,
  type Rational,
  type Rounding,
  roundTo,
  times,
  unitsText,
  withinRange,
} from './quantity.ts'

export interface Money {
  readonly minor: bigint
  /** ISO 4217, three capital letters. */
  readonly currency: string
}

// ISO 4217 exponents that are not 2.
const WHOLE_UNITS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
const THOUSANDTHS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')

export function isCurrency(code: string): boolean {
  return /^[A-Z]{3}$/.test(code)
}

/** Decimal places of the currency. */
export function currencyScale(currency: string): number {
  if (WHOLE_UNITS.includes(currency)) return 0
  return THOUSANDTHS.includes(currency) ? 3 : 2
}

export function money(minor: bigint, currency: string): Answer<Money, 'currency_missing' | 'amount_out_of_range'> {
  if (!isCurrency(currency)) return { ok: false, because: 'currency_missing' }
  return ranged(minor, currency)
}

export function parseMoney(
  text: string,
  currency: string | null | undefined,
): Answer<Money, 'currency_missing' | 'amount_format' | 'amount_out_of_range'> {
  if (!currency || !isCurrency(currency)) return { ok: false, because: 'currency_missing' }
  const minor = parseUnits(text, currencyScale(currency))
  return minor.ok ? { ok: true, value: { minor: minor.value, currency } } : minor
}

/** `187.50`: the amount alone, as JSON carries it. */
export function moneyText({ minor, currency }: Money): string {
  return unitsText(minor, currencyScale(currency))
}

export function addMoney(one: Money, other: Money): Answer<Money, 'currency_mismatch' | 'amount_out_of_range'> {
  if (one.currency !== other.currency) return { ok: false, because: 'currency_mismatch' }
  return ranged(one.minor + other.minor, one.currency)
}

export function subtractMoney(one: Money, other: Money): Answer<Money, 'currency_mismatch' | 'amount_out_of_range'> {
  return addMoney(one, negateMoney(other))
}

export function negateMoney({ minor, currency }: Money): Money {
  return { minor: -minor, currency }
}

export function sumMoney(
  list: readonly Money[],
  currency: string,
): Answer<Money, 'currency_mismatch' | 'amount_out_of_range'> {
  let total: Money = { minor: 0n, currency }
  for (const each of list) {
    const sum = addMoney(total, each)
    if (!sum.ok) return sum
    total = sum.value
  }
  return { ok: true, value: total }
}

export function timesRate(amount: Money, rate: Rational, rounding: Rounding): Answer<Money, 'amount_out_of_range'> {
  return ranged(roundTo(times({ num: amount.minor, den: 1n }, rate), 0, rounding), amount.currency)
}

/** Negative, zero or positive, as sort() wants it. */
export function compareMoney(one: Money, other: Money): Answer<number, 'currency_mismatch'> {
  if (one.currency !== other.currency) return { ok: false, because: 'currency_mismatch' }
  return { ok: true, value: one.minor === other.minor ? 0 : one.minor < other.minor ? -1 : 1 }
}

function ranged(minor: bigint, currency: string): Answer<Money, 'amount_out_of_range'> {
  return withinRange(minor) ? { ok: true, value: { minor, currency } } : { ok: false, because: 'amount_out_of_range' }
}
