import type { Report } from '@cairn/openbadges'

/** Longer than any list is believed without being seen again. */
export const FORGET_AFTER_MS = 2 * 365 * 86_400_000
/** One word a day about one list: whoever checks often does not fill the log. */
export const TELL_AGAIN_AFTER_MS = 86_400_000

/** Whether an address can be written down: the printable signs that every address can be spelled with, and no endless one. */
export function isPlainAddress(url: string): boolean {
  return /^[\x21-\x7e]{1,2000}$/.test(url)
}

/** Of the lists known from before, those in whose place an older one stood. */
export function olderThanKnown(report: Report, known: ReadonlyMap<string, Date>): string[] {
  const hosts = new Set(
    report.checks
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => code === 'STATUS_ROLLBACK')
      .map(({ detail }) => detail?.host),
  )
  return [...known.keys()].filter((url) => hosts.has(new URL(url).host) && !report.statusLists?.has(url))
}
