import { fromUtf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import { PLACES, type Place } from './standard.ts'

/** Most bytes of an SVG file. */
export const MAX_FILE = 2 * 1024 * 1024

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
  readonly standard: Place['standard']
  readonly start: number
  readonly end: number
  readonly verify: string | undefined
  readonly content: string
}

function corrupt(message: string): never {
  throw new OpenBadgesError('OB_BAKE_CORRUPT', message)
}

/**
 * The text of an SVG file without document type or entities, and the start tag of its root, which stands before everything baked in.
 *
 * @throws OpenBadgesError `OB_BAKE_NOT_IMAGE`, `OB_BAKE_CORRUPT`, `OB_BAKE_TOO_LARGE`
 */
export function svgOf(file: Uint8Array): { text: string; root: Tag } {
  if (!looksLikeXml(file)) return notImage()
  if (file.length > MAX_FILE) throw new OpenBadgesError('OB_BAKE_TOO_LARGE', 'An SVG has at most 2 MiB.')
  let text: string
  try {
    text = fromUtf8(file)
  } catch {
    return corrupt('The SVG is not UTF-8.')
  }
  const prolog = prologOf(text)
  const tag = tagAt(text, prolog.end)
  if (!tag || !ROOT.test(tag.name)) return notImage()
  if (prolog.hasType) return corrupt('An SVG with a document type is not read.')
  return { text, root: tag }
}

/** Whether the first byte that is neither space nor a byte order mark opens a tag. */
export function looksLikeXml(file: Uint8Array): boolean {
  return file.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) === 0x3c
}

function notImage(): never {
  throw new OpenBadgesError('OB_BAKE_NOT_IMAGE', 'This is neither PNG nor SVG.')
}

const ROOT = /^([\w.-]+:)?svg$/
const SPACE = /\s+/y
const DOCTYPE = /<!DOCTYPE[^>[]*(?:\[[^\]]*\][^>]*)?>/iy

/** Where everything ends that may stand before the root element, and whether a document type is among it. */
function prologOf(text: string): { readonly end: number; readonly hasType: boolean } {
  let hasType = false
  for (let at = 0; ; ) {
    const behindType = behindMatch(DOCTYPE, text, at)
    const next = behindMatch(SPACE, text, at) ?? behindType ?? behindOpaque(text, at)
    if (next === undefined || text.startsWith('<![CDATA[', at)) return { end: at, hasType }
    hasType ||= behindType !== undefined
    at = next
  }
}

function behindMatch(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : undefined
}

const TAG = /<([A-Za-z_][\w.:-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const ATTRIBUTE = /\s+([A-Za-z_][\w.:-]*)\s*=\s*("[^"<]*"|'[^'<]*')/gy
/** What these two find, with the groups that are part of every match. */
type Found = readonly [all: string, name: string, rest: string, slash: string]

function tagAt(text: string, at: number): Tag | undefined {
  TAG.lastIndex = at
  const found = TAG.exec(text) as Found | null
  if (!found) return undefined
  const [, name, stated, slash] = found
  const attributes = new Map<string, string>()
  for (const one of stated.matchAll(ATTRIBUTE)) {
    const [, attribute, quoted] = one as unknown as Found
    attributes.set(attribute, plain(quoted.slice(1, -1)))
  }
  return { name, attributes, start: at, end: TAG.lastIndex, closed: slash === '/' }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g,
    (all: string, decimal?: string, hexadecimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all
      const point = Number(decimal ?? `0x${hexadecimal}`)
      return point <= 0x10ffff ? String.fromCodePoint(point) : all
    },
  )
}

/** The first baked element; elements inside comments or CDATA do not count. */
export function bakedElement(text: string): BakedElement | undefined {
  return bakedElements(text).next().value ?? undefined
}

/** Every baked element in the order of the text. */
export function* bakedElements(text: string): Generator<BakedElement, undefined> {
  let names: Names = new Map()
  for (let open = text.indexOf('<'); open >= 0; ) {
    const tag = tagAt(text, open)
    const known = tag ? declared(tag, names) : names
    const standard = tag && known.get(tag.name)
    const found = tag && standard && element(text, tag, standard)
    if (found) yield found
    // What a baked element declares, it declares for itself.
    else names = known
    open = text.indexOf('<', found?.end ?? behindOpaque(text, open) ?? tag?.end ?? open + 1)
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

/** Names of tags that hold a credential. */
type Names = ReadonlyMap<string, Place['standard']>

const DECLARATION = /^xmlns(?::(.+))?$/

function declared(tag: Tag, names: Names): Names {
  const declarations = [...tag.attributes].flatMap(([name, value]) => {
    const found = DECLARATION.exec(name)
    return found ? [{ prefix: found[1], value }] : []
  })
  if (declarations.length === 0) return names
  const known = new Map(names)
  for (const { prefix, value } of declarations) {
    for (const { element } of PLACES) known.delete(qualified(prefix, element))
    for (const { uri, element, standard } of PLACES) if (uri === value) known.set(qualified(prefix, element), standard)
  }
  return known
}

function qualified(prefix: string | undefined, element: string): string {
  return prefix === undefined ? element : `${prefix}:${element}`
}

const ENDLESS = 'The credential element does not end.'
const END = /<\/([A-Za-z_][\w.:-]*)\s*>/y

/** The place behind the end tag of an element. */
function behindEnd(text: string, at: number, name: string): number {
  END.lastIndex = at
  return END.exec(text)?.[1] === name ? END.lastIndex : corrupt(ENDLESS)
}

function element(text: string, tag: Tag, standard: Place['standard']): BakedElement {
  const verify = tag.attributes.get('verify')
  if (tag.closed) return { standard, start: tag.start, end: tag.end, verify, content: '' }
  let content = ''
  for (let at = tag.end; ; ) {
    const open = text.indexOf('<', at)
    if (open < 0) return corrupt(ENDLESS)
    content += plain(text.slice(at, open))
    if (text.startsWith('</', open))
      return { standard, start: tag.start, end: behindEnd(text, open, tag.name), verify, content }
    const after = behindOpaque(text, open)
    if (after === undefined) return corrupt('The credential element holds other elements.')
    if (text.startsWith('<![CDATA[', open)) content += text.slice(open + 9, after - 3)
    at = after
  }
}
