import { fromUtf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'

/** Namespace of a baked OB 3.0 SVG. */
export const OB3_SVG = 'https://purl.imsglobal.org/ob/v3p0'
const MAX_FILE = 2 * 1024 * 1024
const NAMESPACES = [
  { uri: OB3_SVG, element: 'credential', standard: 'ob3' },
  { uri: 'https://purl.imsglobal.org/clr/v2p0', element: 'credential', standard: 'clr2' },
  { uri: 'http://openbadges.org', element: 'assertion', standard: 'ob2' },
] as const

/** What one tag says. `end` is the place behind `>`. */
interface Tag {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly start: number
  readonly end: number
  readonly closed: boolean
}

/** A baked element: its place in the text, the `verify` attribute, its content. */
export interface BakedElement {
  readonly standard: 'ob3' | 'clr2' | 'ob2'
  readonly start: number
  readonly end: number
  readonly verify: string | undefined
  readonly content: string
}

function corrupt(message: string): never {
  throw new OpenBadgesError('OB_BAKE_CORRUPT', message)
}

/** The text of an SVG file without document type or entities. @throws OpenBadgesError `OB_BAKE_NOT_IMAGE`, `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE` */
export function svgText(file: Uint8Array): string {
  if (file.length > MAX_FILE) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'An SVG has at most 2 MiB.')
  let text: string
  try {
    text = fromUtf8(file)
  } catch {
    return corrupt('The SVG is not UTF-8.')
  }
  if (!root(text)) throw new OpenBadgesError('OB_BAKE_NOT_IMAGE', 'This is neither PNG nor SVG.')
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return corrupt('An SVG with a document type is not read.')
  return text
}

/** The start tag of the root element. */
export function root(text: string): Tag | undefined {
  const tag = tagAt(text, behindProlog(text))
  return tag && /^([\w.-]+:)?svg$/.test(tag.name) ? tag : undefined
}

const SPACE = /[\ufeff\s]*/y
const DOCTYPE = /<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>]*)?>/iy

/** The place behind everything that may stand before the root element. */
function behindProlog(text: string): number {
  for (let at = 0; ; ) {
    const start = behindMatch(SPACE, text, at) ?? at
    const next = behindMatch(DOCTYPE, text, start) ?? behindOpaque(text, start)
    if (next === undefined || text.startsWith('<![CDATA[', start)) return start
    at = next
  }
}

function behindMatch(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

const TAG = /<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gy

function tagAt(text: string, at: number): Tag | undefined {
  TAG.lastIndex = at
  const found = TAG.exec(text)
  if (!found) return undefined
  const attributes = new Map(
    [...(found[2] ?? '').matchAll(ATTRIBUTE)].map((one) => [one[1] ?? '', plain(one[2] ?? one[3] ?? '')]),
  )
  return { name: found[1] ?? '', attributes, start: at, end: TAG.lastIndex, closed: found[3] === '/' }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g,
    (all: string, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all
      const point = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
      return point <= 0x10ffff ? String.fromCodePoint(point) : all
    },
  )
}

/** The first baked element; elements inside comments or CDATA do not count. */
export function bakedElement(text: string): BakedElement | undefined {
  const names = new Map<string, BakedElement['standard']>()
  for (let open = text.indexOf('<'); open >= 0; ) {
    const tag = tagAt(text, open)
    if (tag) declare(tag, names)
    const standard = tag && names.get(tag.name)
    if (tag && standard) return element(text, tag, standard)
    open = text.indexOf('<', behindOpaque(text, open) ?? tag?.end ?? open + 1)
  }
  return undefined
}

function behindOpaque(text: string, at: number): number | undefined {
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const)
    if (text.startsWith(start, at)) {
      const found = text.indexOf(end, at + start.length)
      return found < 0 ? text.length : found + end.length
    }
  return undefined
}

function declare(tag: Tag, names: Map<string, BakedElement['standard']>): void {
  for (const [name, value] of tag.attributes) {
    const known = NAMESPACES.find(({ uri }) => uri === value)
    const prefix = /^xmlns(?::(.+))?$/.exec(name)
    if (known && prefix)
      names.set(prefix[1] === undefined ? known.element : `${prefix[1]}:${known.element}`, known.standard)
  }
}

function element(text: string, tag: Tag, standard: BakedElement['standard']): BakedElement {
  const verify = tag.attributes.get('verify')
  if (tag.closed) return { standard, start: tag.start, end: tag.end, verify, content: '' }
  let content = ''
  for (let at = tag.end; at < text.length; ) {
    const open = text.indexOf('<', at)
    if (open < 0) break
    content += plain(text.slice(at, open))
    if (text.startsWith('</', open))
      return { standard, start: tag.start, end: text.indexOf('>', open) + 1, verify, content }
    const after = behindOpaque(text, open)
    if (after === undefined) return corrupt('The credential element holds other elements.')
    if (text.startsWith('<![CDATA[', open)) content += text.slice(open + 9, after - 3)
    at = after
  }
  return corrupt('The credential element does not end.')
}
