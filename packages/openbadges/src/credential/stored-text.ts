import type { JsonObject } from '../json.ts'
import { put } from '../proof/places.ts'

/** A text with gaps, which are told by their numbers. */
export type Pieces = readonly (string | number)[]

/** A document's text cut at these places. @param nonce a text that is nowhere in it */
export function piecesOf(document: JsonObject, paths: readonly string[], nonce: string): Pieces {
  const marked = paths.reduce((made, path, i) => put(made, path, `${nonce}:${i}:${nonce}`), document)
  return JSON.stringify(marked)
    .split(nonce)
    .map((piece) => (/^:\d+:$/.test(piece) ? Number(piece.slice(1, -1)) : piece))
}

/** The text with these texts in its gaps. */
export function textWith(pieces: Pieces, texts: readonly string[]): string {
  let text = ''
  for (const piece of pieces) text += typeof piece === 'string' ? piece : texts[piece]
  return text
}

/** A text as JSON writes it, without the quotation marks. */
export function quoted(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}

/** What stands in the gaps of a text that has all the pieces; undefined when it has not, or the texts hold quotation marks. */
export function textsIn(text: string, pieces: Pieces): readonly string[] | undefined {
  const texts: string[] = []
  let at = 0
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      // Engines compare whole texts many letters at a time, and beginnings letter by letter.
      if (text.slice(at, at + piece.length) !== piece) return undefined
      at += piece.length
      continue
    }
    const end = text.indexOf('"', at)
    if (end < 0) return undefined
    texts[piece] = text.slice(at, end)
    at = end
  }
  return at === text.length ? texts : undefined
}
