import type { CompactJwt } from '../documents.ts'
import { concat, fromUtf8, utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { chunk, chunks, isPng, keywordOf } from './png.ts'
import { type BakedElement, bakedElement, OB3_SVG, root, svgText } from './svg.ts'

/** Keyword of the iTXt chunk of an OB 3.0 PNG. */
export const OB3_PNG = 'openbadgecredential'
const MAX_TEXT = 1024 * 1024

/**
 * Puts a signed credential into a PNG or SVG image. The pixels and every other chunk stay as they are.
 *
 * @throws OpenBadgesError `OB_BAKE_NOT_IMAGE`, `OB_BAKE_EXISTS` (unless `overwrite`, which leaves exactly one), `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE`
 */
export function bake(
  image: Uint8Array,
  credential: Uint8Array | CompactJwt,
  options: { overwrite?: boolean } = {},
): Uint8Array {
  const bytes = typeof credential === 'string' ? utf8(credential) : credential
  if (bytes.length > MAX_TEXT) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked credential has at most 1 MiB.')
  const overwrite = options.overwrite === true
  if (isPng(image)) return bakePng(image, bytes, overwrite)
  return bakeSvg(svgText(image), { text: fromUtf8(bytes), jwt: typeof credential === 'string', overwrite })
}

function bakePng(image: Uint8Array, text: Uint8Array, overwrite: boolean): Uint8Array {
  const all = chunks(image)
  const baked = all.filter((one) => keywordOf(one) === OB3_PNG)
  if (baked.length > 0 && !overwrite) throw exists()
  const kept = all.filter((one) => !baked.includes(one)).map((one) => image.subarray(one.start, one.end))
  const [header = new Uint8Array(), ...rest] = kept
  // iTXt: keyword, 0, compression flag 0, method 0, empty language, 0, empty translated keyword, 0, text.
  const data = concat(utf8(OB3_PNG), Uint8Array.of(0, 0, 0, 0, 0), text)
  return concat(
    image.subarray(0, 8),
    header,
    chunk('iTXt', data),
    ...rest,
    image.subarray(all.at(-1)?.end ?? image.length),
  )
}

function exists(): OpenBadgesError {
  return new OpenBadgesError('OB_BAKE_EXISTS', 'The image holds a credential already.')
}

function bakeSvg(given: string, baking: { text: string; jwt: boolean; overwrite: boolean }): Uint8Array {
  let text = given
  for (let old = ours(text); old; old = ours(text)) {
    if (!baking.overwrite) throw exists()
    text = text.slice(0, old.start) + text.slice(old.end)
  }
  const tag = root(text)
  if (!tag) throw new OpenBadgesError('OB_BAKE_NOT_IMAGE', 'This is neither PNG nor SVG.')
  const declared = tag.attributes.get('xmlns:openbadges')
  if (declared !== undefined && declared !== OB3_SVG)
    throw new OpenBadgesError('OB_BAKE_CORRUPT', 'The prefix openbadges stands for something else here.')
  const close = tag.end - (tag.closed ? 2 : 1)
  const opened = `${text.slice(0, close)}${declared === undefined ? ` xmlns:openbadges="${OB3_SVG}"` : ''}>`
  const end = tag.closed ? `</${tag.name}>` : ''
  return utf8(`${opened}${baked(baking)}${end}${text.slice(tag.end)}`)
}

function ours(text: string): BakedElement | undefined {
  const found = bakedElement(text)
  return found?.standard === 'ob3' ? found : undefined
}

function baked({ text, jwt }: { text: string; jwt: boolean }): string {
  if (jwt) return `<openbadges:credential verify="${text}"></openbadges:credential>`
  return `<openbadges:credential><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></openbadges:credential>`
}
