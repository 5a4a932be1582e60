import { concat, joined, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { type Baking, exists } from './baking.ts'
import { chunk, chunks, MAX_FILE, standardOf } from './png.ts'

/** The PNG with the text in a chunk behind its header; what stood behind its end stays there. */
export function bakePng(image: Uint8Array, baking: Baking): Uint8Array {
  const all = chunks(image)
  const kept = all.filter((one) => standardOf(one) === undefined)
  if (kept.length < all.length && !baking.overwrite) throw exists()
  const pieces = kept.map((one) => image.subarray(one.start, one.end))
  const behind = all.slice(-1).map(({ end }) => image.subarray(end))
  const whole = joined([image.subarray(0, 8), ...pieces.slice(0, 1), textChunk(baking), ...pieces.slice(1), ...behind])
  if (whole.length > MAX_FILE) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked PNG has at most 10 MiB.')
  return whole
}

function textChunk({ text, form, place }: Baking): Uint8Array {
  const keyword = utf8(place.keyword)
  // The address of a hosted badge travels in the older kind of chunk: keyword, 0, Latin-1 text.
  if (form === 'url') return chunk('tEXt', concat(keyword, Uint8Array.of(0), utf8(text)))
  // iTXt: keyword, 0, compression flag 0, method 0, empty language, 0, empty translated keyword, 0, text.
  return chunk('iTXt', concat(keyword, Uint8Array.of(0, 0, 0, 0, 0), utf8(text)))
}
