import { utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { type Baking, exists } from './baking.ts'
import { hostedAt } from './standard.ts'
import { bakedElements, MAX_FILE, svgOf } from './svg.ts'

// XML 1.0 section 2.2: no file that holds another character is XML.
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** The SVG with the text in an element directly behind its start tag. */
export function bakeSvg(image: Uint8Array, baking: Baking): Uint8Array {
  const { text: given, root: tag } = svgOf(image)
  const text = emptied(given, baking.overwrite)
  if (NOT_XML.test(baking.text))
    throw new OpenBadgesError('OB_BAKE_CORRUPT', 'The credential has a character that no SVG can hold.')
  const { prefix, uri } = baking.place
  const declared = tag.attributes.get(`xmlns:${prefix}`)
  const declaration = ` xmlns:${prefix}="${uri}"`
  const close = tag.end - (tag.closed ? 2 : 1)
  const opened = `${text.slice(0, close)}${declared === undefined ? declaration : ''}>`
  // Where the image uses the prefix for something else, the element declares it anew for itself.
  const own = declared === undefined || declared === uri ? '' : declaration
  const end = tag.closed ? `</${tag.name}>` : ''
  const whole = utf8(`${opened}${element(baking, own)}${end}${text.slice(tag.end)}`)
  if (whole.length > MAX_FILE) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'A baked SVG has at most 2 MiB.')
  return whole
}

function emptied(text: string, overwrite: boolean): string {
  let [kept, at] = ['', 0]
  for (const old of bakedElements(text)) {
    if (!overwrite) throw exists()
    kept += text.slice(at, old.start)
    at = old.end
  }
  return kept + text.slice(at)
}

function element({ text, form, place }: Baking, declaration: string): string {
  const name = `${place.prefix}:${place.element}`
  if (form !== 'json') return `<${name}${declaration} verify="${escaped(text)}"></${name}>`
  // Open Badges 2 names the address of a hosted badge beside its text.
  const address = place.standard === 'ob2' ? hostedAt(text) : undefined
  const verify = address === undefined ? '' : ` verify="${escaped(address)}"`
  return `<${name}${declaration}${verify}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
