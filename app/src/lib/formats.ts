const numbers = new Map<string, Intl.NumberFormat>()
const lists = new Map<string, Intl.ListFormat>()

/** Made once for each locale and kind: making one costs more than a hundred numbers written with it. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = keyOf(locale, options)
  const made = numbers.get(key) ?? new Intl.NumberFormat(locale, options)
  numbers.set(key, made)
  return made
}

export function listFormat(locale: string, options: Intl.ListFormatOptions = {}): Intl.ListFormat {
  const key = keyOf(locale, options)
  const made = lists.get(key) ?? new Intl.ListFormat(locale, options)
  lists.set(key, made)
  return made
}

function keyOf(locale: string, options: object): string {
  return `${locale} ${JSON.stringify(options)}`
}
