/** What a person typed, as it is kept: composed, one kind of line break, nothing a database or a hash cannot carry. */
export function plainText(typed: string): string {
  return typed
    .replace(/\r\n?/g, '\n')
    .replaceAll('\0', '')
    .replace(/\p{Cs}/gu, '\u{fffd}')
    .normalize('NFC')
}
