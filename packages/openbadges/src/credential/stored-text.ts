import type { UnsignedCredential } from '../documents.ts'
import type { JsonObject } from '../json.ts'
import { put } from '../proof/places.ts'
import type { Place } from '../proof/template.ts'

/** The stored text cut at its slots, which are followed by the proof's time and value. */
export function storedPieces(
  sample: UnsignedCredential,
  places: readonly Place[],
  proof: JsonObject,
  nonce: string,
): readonly (string | number)[] {
  const signed: JsonObject = { ...sample, proof: [{ ...proof, proofValue: '' }] }
  const paths = [...places.map(({ path }) => path), '/proof/0/created', '/proof/0/proofValue']
  const marked = paths.reduce((document, path, i) => put(document, path, `${nonce}:${i}:${nonce}`), signed)
  return JSON.stringify(marked)
    .split(nonce)
    .map((piece) => (/^:\d+:$/.test(piece) ? Number(piece.slice(1, -1)) : piece))
}

/** The stored text with these texts in its gaps. */
export function storedText(pieces: readonly (string | number)[], texts: readonly string[]): string {
  let text = ''
  for (const piece of pieces) text += typeof piece === 'string' ? piece : texts[piece]
  return text
}

/** A text as JSON writes it, without the quotation marks. */
export function quoted(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}
