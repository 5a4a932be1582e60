import { concat, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { type Baking, exists } from './baking.ts'
import { chunk, chunks, FIRST, MAX_FILE, standardOf } from './png.ts'

/** The PNG with the text in a chunk behind its header; what stood behind its end stays there. */
export function bakePng(image: Uint8Array, baking: Baking): Uint8Array {
  const added = textChunk(baking)
  const whole = new Uint8Array(image.length + added.length)
  let [length, from] = [0, 0]
  // Everything up to a place, in one piece, and on from another one.
  const copy = (until: number, next: number) => {
    whole.set(image.subarray(from, until), length)
    length += until - from
    from = next
  }
  for (const chunk of chunks(image)) {
    if (standardOf(chunk) !== undefined) {
      if (!baking.overwrite) throw exists()
      copy(chunk.start, chunk.end)
    } else if (chunk.start === FIRST) {
      copy(chunk.end, chunk.end)
      whole.set(added, length)
      length += added.length
    }
  }
  copy(image.length, image.length)
  if (length > MAX_FILE) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked PNG has at most 10 MiB.')
  return length === whole.length ? whole : whole.slice(0, length)
}

function textChunk({ text, form, place }: Baking): Uint8Array {
  const keyword = utf8(place.keyword)
  // The address of a hosted badge travels in the older kind of chunk: keyword, 0, Latin-1 text.
  if (form === 'url') return chunk('tEXt', concat(keyword, Uint8Array.of(0), utf8(text)))
  // iTXt: keyword, 0, compression flag 0, method 0, empty language, 0, empty translated keyword, 0, text.
  return chunk('iTXt', concat(keyword, Uint8Array.of(0, 0, 0, 0, 0), utf8(text)))
}
