const MARK = /\[([a-z]+[0-9]{4}[a-z]?(?:[;,] ?[a-z]+[0-9]{4}[a-z]?)*)\]/

export type RichPiece = { kind: 'text'; text: string } | { kind: 'citation'; keys: readonly string[] }

/** Plain text with `[key]` marks as paragraphs of words and citations; an empty line parts paragraphs. */
export function paragraphsOf(text: string): RichPiece[][] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => piecesOf(paragraph.replace(/\s+/g, ' ').trim()))
    .filter((pieces) => pieces.length > 0)
}

function piecesOf(paragraph: string): RichPiece[] {
  return paragraph.split(new RegExp(MARK, 'g')).flatMap((part, i): RichPiece[] => {
    if (i % 2 === 1) return [{ kind: 'citation', keys: part.split(/[;,] ?/) }]
    return part === '' ? [] : [{ kind: 'text', text: part }]
  })
}

/** The works a text cites, in the order of their keys. */
export function citedIn(text: string): string[] {
  const marks = text.matchAll(new RegExp(MARK, 'g'))
  return [...marks].flatMap(([, keys = '']) => keys.split(/[;,] ?/)).toSorted()
}
