import { OpenBadgesError } from '../errors.ts'

// TAB and LF are the only control characters with a place in text; U+FEFF and lone surrogates have none.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/
// With the flag `u` a pair of surrogates is one character, so only a lone one matches.
const LONE = /\p{Surrogate}/u

/** Text in which there is nothing to look for, and nothing to compose. */
const ASCII = /^[\t\n -~]*$/

/** Whether a text holds a character that no credential may carry. */
export function hasForbiddenText(text: string): boolean {
  return CONTROL.test(text) || LONE.test(text)
}

/** The text in NFC. @throws OpenBadgesError `OB_TEXT_FORBIDDEN` */
export function checkedText(text: string, path: string): string {
  if (ASCII.test(text)) return text
  if (hasForbiddenText(text))
    throw new OpenBadgesError(
      'OB_TEXT_FORBIDDEN',
      'The text holds a control character, a lone surrogate or U+FEFF.',
      path,
    )
  return text.normalize('NFC')
}

const FIRST_SECOND = -62_167_219_200
const LAST_SECOND = 253_402_300_799
const PAIRS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))

/** `YYYY-MM-DDThh:mm:ssZ`, whole seconds. @throws OpenBadgesError `OB_DRAFT_INVALID` for a date outside the years 0000 to 9999 */
export function dateTime(date: Date, path: string): string {
  const seconds = Math.floor(date.getTime() / 1000)
  if (!(seconds >= FIRST_SECOND && seconds <= LAST_SECOND))
    throw new OpenBadgesError('OB_DRAFT_INVALID', 'Not a date.', path)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const calendar = `${PAIRS[Math.floor(year / 100)]}${PAIRS[year % 100]}-${PAIRS[month]}-${PAIRS[day]}`
  return `${calendar}T${PAIRS[date.getUTCHours()]}:${PAIRS[date.getUTCMinutes()]}:${PAIRS[date.getUTCSeconds()]}Z`
}
