import type { CompactJwt } from '../documents.ts'
import { fromUtf8, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { isPng } from './png.ts'
import { bakePng } from './png-write.ts'
import { formOf, MAX_TEXT, placeOf } from './standard.ts'
import { bakeSvg } from './svg-write.ts'

/**
 * Puts a signed credential into a PNG or SVG image: Open Badges 3.0, CLR 2.0 or Open Badges 2, as JSON or as a compact token, each
 * under the name its own standard gives it. The pixels and every other chunk or element stay as they are.
 *
 * @throws OpenBadgesError `OB_BAKE_NOT_IMAGE`, `OB_BAKE_EXISTS` when a credential is in it already (unless `overwrite`, which leaves
 * exactly one), `OB_BAKE_CORRUPT` when the image is damaged or the text no credential, `OB_BAKE_TOO_LARGE`
 */
export function bake(
  image: Uint8Array,
  credential: Uint8Array | CompactJwt,
  options: { overwrite?: boolean } = {},
): Uint8Array {
  const bytes = typeof credential === 'string' ? utf8(credential) : credential
  if (bytes.length > MAX_TEXT) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked credential has at most 1 MiB.')
  const text = textOf(bytes)
  const form = formOf(text)
  const baking = { text, form, place: placeOf(text, form), overwrite: options.overwrite === true }
  return isPng(image) ? bakePng(image, baking) : bakeSvg(image, baking)
}

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes)
  } catch {
    throw new OpenBadgesError('OB_BAKE_CORRUPT', 'The credential is not UTF-8.')
  }
}
