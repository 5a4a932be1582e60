import { OpenBadgesError } from '../errors.ts'
import { type Chunk, chunks, isPng, keywordOf, textOf } from './png.ts'
import { bakedElement, svgText } from './svg.ts'

/** What was baked into an image, as text. `url` is the hosted form of Open Badges 2. */
export interface Unbaked {
  form: 'json' | 'jwt' | 'url'
  standard: 'ob3' | 'clr2' | 'ob2'
  text: string
}

const MAX_TEXT = 1024 * 1024
const KEYWORDS: ReadonlyMap<string, Unbaked['standard']> = new Map([
  ['openbadgecredential', 'ob3'],
  ['clrcredential', 'clr2'],
  ['openbadges', 'ob2'],
])

/**
 * Takes the credential out of a baked PNG or SVG: the first one of its kind, before the end of the image.
 *
 * @throws OpenBadgesError `OB_BAKE_NOT_IMAGE`, `OB_BAKE_NONE`, `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE`
 */
export function unbake(image: Uint8Array): Unbaked {
  const { standard, text } = isPng(image) ? fromPng(image) : fromSvg(image)
  if (text.length > MAX_TEXT) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked credential has at most 1 MiB.')
  return { form: formOf(text), standard, text }
}

function fromPng(image: Uint8Array): { standard: Unbaked['standard']; text: string } {
  for (const chunk of chunks(image)) {
    const standard = standardOf(chunk)
    if (standard) return { standard, text: textOf(chunk) }
  }
  return none()
}

function standardOf(chunk: Chunk): Unbaked['standard'] | undefined {
  const standard = KEYWORDS.get(keywordOf(chunk) ?? '')
  return chunk.type === 'tEXt' && standard !== 'ob2' ? undefined : standard
}

function fromSvg(image: Uint8Array): { standard: Unbaked['standard']; text: string } {
  const found = bakedElement(svgText(image))
  if (!found) return none()
  return {
    standard: found.standard,
    text: found.verify !== undefined && found.content.trim() === '' ? found.verify : found.content,
  }
}

function none(): never {
  throw new OpenBadgesError('OB_BAKE_NONE', 'The image holds no credential.')
}

function formOf(text: string): Unbaked['form'] {
  const start = text.trimStart()
  if (start.startsWith('{')) return 'json'
  if (/^https?:\/\//.test(start)) return 'url'
  if (/^[\w-]+\.[\w-]*\.[\w-]*$/.test(start.trimEnd())) return 'jwt'
  throw new OpenBadgesError('OB_BAKE_CORRUPT', 'What is baked in is no credential.')
}
