import { IntlMessageFormat } from 'intl-messageformat'
import { type Key, type Locale, messages } from './messages.ts'

export type { Key, Locale } from './messages.ts'
export type Values = Record<string, string | number | boolean | Date | null | undefined>

/** What a text of the messages may hold beside its letters: without it there is nothing to fill in. */
const FILLED = /[{}<>#|]|''/
const formats: Record<Locale, Map<string, IntlMessageFormat | string>> = { en: new Map(), es: new Map() }
let current: Locale = 'en'

function format(locale: Locale, key: string): IntlMessageFormat | string {
  const known = formats[locale].get(key)
  if (known !== undefined) return known
  const text = (messages[locale] as Record<string, string>)[key]
  if (text === undefined) throw new Error(`No ${locale} text for ${key}`)
  const made = FILLED.test(text) ? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }) : text
  formats[locale].set(key, made)
  return made
}

/** The text of one key in a given language; for mail and logs of another person's language. */
export function textIn(locale: Locale, key: string, values?: Values): string {
  const made = format(locale, key)
  return typeof made === 'string' ? made : String(made.format(values))
}

/** Renders synchronously in one language: `t` inside `work` speaks it. */
export function inLocale<Result>(locale: Locale, work: () => Result): Result {
  const before = current
  current = locale
  try {
    return work()
  } finally {
    current = before
  }
}

export function t(key: Key, values?: Values): string {
  return textIn(current, key, values)
}

/** A key made from a code (`refusal.own-work`); a test walks the codes, so that none is without words. */
export function say(key: string, values?: Values): string {
  return textIn(current, key, values)
}

export function hasText(key: string): boolean {
  return key in messages.en
}

export function currentLocale(): Locale {
  return current
}

export const LOCALES = ['en', 'es'] as const satisfies readonly Locale[]
export function isLocale(value: unknown): value is Locale {
  return LOCALES.includes(value as Locale)
}
