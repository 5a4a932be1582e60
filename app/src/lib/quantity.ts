/** A value, or the reason there is none. */
export type Answer<Value, Because extends string> = { ok: true; value: Value } | { ok: false; because: Because }

/** Exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  readonly num: bigint
  readonly den: bigint
}

export type Rounding = 'down' | 'half_up' | 'half_even'

/** Number.MAX_SAFE_INTEGER: beyond it other people's JSON readers start to lie. */
export const LARGEST_UNITS = 9_007_199_254_740_991n
export const ZERO: Rational = { num: 0n, den: 1n }
export const ONE: Rational = { num: 1n, den: 1n }

const DECIMAL = /^(0|[1-9]\d*)(?:\.(\d+))?$/
const WHOLE = /^(0|[1-9]\d*)$/

export function withinRange(units: bigint): boolean {
  return units <= LARGEST_UNITS && units >= -LARGEST_UNITS
}

/** Unsigned decimal text to units of `10^-scale`: no sign, exponent, separator or more places than the scale has. */
export function parseUnits(text: string, scale: number): Answer<bigint, 'amount_format' | 'amount_out_of_range'> {
  const found = DECIMAL.exec(text)
  const places = found?.[2] ?? ''
  if (!found || places.length > scale) return { ok: false, because: 'amount_format' }
  const units = BigInt(`${found[1]}${places.padEnd(scale, '0')}`)
  return withinRange(units) ? { ok: true, value: units } : { ok: false, because: 'amount_out_of_range' }
}

/** The text JSON carries: always as many places as the scale has. */
export function unitsText(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const sign = units < 0n ? '-' : ''
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-scale)}`
}

export function rational(num: bigint, den: bigint): Answer<Rational, 'rate_invalid'> {
  return den === 0n ? { ok: false, because: 'rate_invalid' } : { ok: true, value: reduced(num, den) }
}

/** `{num, den}` as whole numbers in text. */
export function parseRate(num: string, den: string): Answer<Rational, 'rate_invalid' | 'amount_format'> {
  if (!WHOLE.test(num) || !WHOLE.test(den)) return { ok: false, because: 'amount_format' }
  return rational(BigInt(num), BigInt(den))
}

export function fromUnits(units: bigint, scale: number): Rational {
  return reduced(units, 10n ** BigInt(scale))
}

/** Decimal text of any number of places, exactly. */
export function parseExact(text: string): Answer<Rational, 'amount_format'> {
  const found = DECIMAL.exec(text)
  if (!found) return { ok: false, because: 'amount_format' }
  const places = found[2] ?? ''
  return { ok: true, value: fromUnits(BigInt(`${found[1]}${places}`), places.length) }
}

export function plus(one: Rational, other: Rational): Rational {
  return reduced(one.num * other.den + other.num * one.den, one.den * other.den)
}

export function minus(one: Rational, other: Rational): Rational {
  return plus(one, { num: -other.num, den: other.den })
}

export function times(one: Rational, other: Rational): Rational {
  return reduced(one.num * other.num, one.den * other.den)
}

/** Negative, zero or positive, as sort() wants it. */
export function compare(one: Rational, other: Rational): number {
  const difference = one.num * other.den - other.num * one.den
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

export function smaller(one: Rational, other: Rational): Rational {
  return compare(one, other) <= 0 ? one : other
}

/** `down` goes toward zero, `half_up` sends ties away from zero, `half_even` to the even neighbour. */
export function roundTo(value: Rational, scale: number, rounding: Rounding): bigint {
  const negative = value.num < 0n
  const num = (negative ? -value.num : value.num) * 10n ** BigInt(scale)
  const whole = num / value.den
  const rounded = whole + (roundsUp(whole, 2n * (num % value.den) - value.den, rounding) ? 1n : 0n)
  return negative ? -rounded : rounded
}

function roundsUp(whole: bigint, aboveHalf: bigint, rounding: Rounding): boolean {
  if (rounding === 'down') return false
  if (aboveHalf !== 0n) return aboveHalf > 0n
  return rounding === 'half_up' || whole % 2n === 1n
}

function reduced(num: bigint, den: bigint): Rational {
  const divisor = greatestCommonDivisor(num < 0n ? -num : num, den < 0n ? -den : den)
  const sign = den < 0n ? -1n : 1n
  return divisor === 0n ? ZERO : { num: (sign * num) / divisor, den: (sign * den) / divisor }
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one, other]
  while (b > 0n) [a, b] = [b, a % b]
  return a
}
