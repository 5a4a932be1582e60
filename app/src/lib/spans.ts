export interface Span {
  readonly from: number
  /** The place behind the closing mark. */
  readonly to: number
  readonly inner: string
}

/** What stands between two marks, in the order of the text; each place is looked at once, whatever the text is. */
export function spansOf(text: string, [open, close]: readonly [string, string]): Span[] {
  const spans: Span[] = []
  for (let from = text.indexOf(open); from >= 0; ) {
    const end = text.indexOf(close, from + open.length)
    if (end < 0) break
    const to = end + close.length
    spans.push({ from, to, inner: text.slice(from + open.length, end) })
    from = text.indexOf(open, to)
  }
  return spans
}

/** The text without its spans, a space in the place of each. */
export function blankSpans(text: string, marks: readonly [string, string]): string {
  return piecesBetween(text, marks).join(' ')
}

/** The text around its spans: one piece more than there are spans. */
export function piecesBetween(text: string, marks: readonly [string, string]): string[] {
  const spans = spansOf(text, marks)
  return [...spans, null].map((span, i) => text.slice(spans[i - 1]?.to ?? 0, span?.from))
}

/** Without the marks that stand at its end. */
export function withoutEnd(text: string, marks: string): string {
  let end = text.length
  while (end > 0 && marks.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}
