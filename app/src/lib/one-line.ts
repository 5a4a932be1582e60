/** Every run of spaces and line breaks as one space: where a value must not begin a line of its own. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
