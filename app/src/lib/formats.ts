const numbers = new Map<string, Intl.NumberFormat>()
const lists = new Map<string, Intl.ListFormat>()
const languages = new Map<string, Intl.DisplayNames>()

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

/** "Spanish" of "es", in the words of a locale. */
export function languageIn(locale: string, language: string): string {
  const made = languages.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' })
  languages.set(locale, made)
  return made.of(language) ?? language
}

function keyOf(locale: string, options: object): string {
  return `${locale} ${JSON.stringify(options)}`
}
