import { type Rational, unitsText } from '../../../../lib/quantity.ts'

/** A decimal where it ends, a fraction where it does not: `12.5`, `28/3`. */
export function rationalText({ num, den }: Rational): string {
  for (let scale = 0; scale <= 12; scale++) {
    const scaled = num * 10n ** BigInt(scale)
    if (scaled % den === 0n) return unitsText(scaled / den, scale)
  }
  return `${num}/${den}`
}
