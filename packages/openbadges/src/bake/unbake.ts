import { utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { type Chunk, chunks, isPng, standardOf, textOf } from './png.ts'
import { type BakedForm, type BakedStandard, formOf, MAX_TEXT } from './standard.ts'
import { bakedElement, svgOf } from './svg.ts'

/** What was baked into an image, as text. `url` is the hosted form of Open Badges 2. */
export interface Unbaked {
  form: BakedForm
  standard: BakedStandard
  text: string
}

/**
 * Takes the credential out of a baked PNG or SVG: the first one of its kind, before the end of the image.
 *
 * @throws OpenBadgesError `OB_BAKE_NOT_IMAGE`, `OB_BAKE_NONE`, `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE`
 */
export function unbake(image: Uint8Array): Unbaked {
  const { standard, text } = isPng(image) ? fromPng(image) : fromSvg(image)
  if (utf8(text).length > MAX_TEXT)
    throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked credential has at most 1 MiB.')
  return { form: formOf(text), standard, text }
}

function fromPng(image: Uint8Array): Omit<Unbaked, 'form'> {
  let first: { standard: BakedStandard; chunk: Chunk } | undefined
  // To the end: nothing is believed of a damaged image.
  for (const chunk of chunks(image)) {
    const standard = first ? undefined : standardOf(chunk)
    if (standard) first = { standard, chunk }
  }
  return first ? { standard: first.standard, text: textOf(first.chunk) } : none()
}

function fromSvg(image: Uint8Array): Omit<Unbaked, 'form'> {
  const found = bakedElement(svgOf(image).text)
  if (!found) return none()
  const { standard, verify, content } = found
  return { standard, text: verify !== undefined && content.trim() === '' ? verify : content }
}

function none(): never {
  throw new OpenBadgesError('OB_BAKE_NONE', 'The image holds no credential.')
}
