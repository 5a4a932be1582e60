import { type Answer, parseUnits } from './quantity.ts'

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

export function parseMoney(
  text: string,
  currency: string | null | undefined,
): Answer<Money, 'currency_missing' | 'amount_format' | 'amount_out_of_range'> {
  if (!currency || !isCurrency(currency)) return { ok: false, because: 'currency_missing' }
  const minor = parseUnits(text, currencyScale(currency))
  return minor.ok ? { ok: true, value: { minor: minor.value, currency } } : minor
}
