const MARKS = /\p{M}+/gu

/** Lower case without accents, as the index stores it. */
export function plain(text: string): string {
  // Most words have no accent to lose.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(MARKS, '').normalize('NFC').toLowerCase()
}

export function plainWords(text: string): string[] {
  return plain(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words with a blank before and behind each, so that a whole word or phrase is found as a piece of the line. */
export function plainLine(text: string): string {
  return ` ${plainWords(text).join(' ')} `
}
