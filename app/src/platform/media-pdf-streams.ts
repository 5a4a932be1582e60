import { inflateSync } from 'node:zlib'
import { FileRefused } from './media-file.ts'
import { type Budget, type PdfValue, rawIn } from './media-pdf-text.ts'

const MOST_UNPACKED = 67_108_864

export interface Thing {
  readonly number: number
  readonly at: number
}
export interface Doc {
  readonly bytes: Buffer
  readonly text: string
  readonly things: readonly Thing[]
  /** Where each number stands first. */
  readonly places: ReadonlyMap<number, number>
  /** Numbers of objects that describe the document, and of strings they point to. */
  readonly telling: Set<number>
  readonly budget: Budget
  unpacked: number
  changed: boolean
}

/** A dictionary, and where it ends. */
export interface Found {
  readonly values: PdfValue[]
  readonly end: number
}

export function valueIn(text: string, values: readonly PdfValue[], key: string): string {
  return rawIn(text, values, key).trim()
}

export interface Stream {
  readonly from: number
  readonly to: number
  /** Past the word that ends the object. */
  readonly over: number
}

/** The digits that say how long a stream is, beside it or in an object of their own. */
function lengthOf({ text, places }: Doc, values: readonly PdfValue[]): { from: number; to: number } | null {
  const entry = values.find(({ key }) => key === 'Length')
  if (!entry) return null
  const said = text.slice(entry.from, entry.to)
  const other = /^\s*(\d{1,10})\s+\d{1,5}\s+R\s*$/.exec(said)?.[1]
  const from = other === undefined ? entry.from + said.search(/\S/) : places.get(Number(other))
  const digits = from === undefined ? undefined : /^\d{1,12}/.exec(text.slice(from, from + 12))?.[0]
  return digits && from !== undefined ? { from, to: from + digits.length } : null
}

/** Where the bytes of an object begin, when it has some. */
export function streamStart({ text }: Doc, { end }: Pick<Found, 'end'>): number | null {
  const begin = /^\s{0,9}stream(\r\n|\n|\r)/.exec(text.slice(end, end + 20))
  return begin ? end + begin[0].length : null
}

/** Its bytes, when they are as long as it says; null otherwise. */
export function findStream(doc: Doc, found: Found): Stream | null {
  const [from, said] = [streamStart(doc, found), lengthOf(doc, found.values)]
  if (from === null || !said) return null
  const to = from + Number(doc.text.slice(said.from, said.to))
  const tail = /^\s{0,2}endstream\s{0,9}endobj/.exec(doc.text.slice(to, to + 40))
  return tail ? { from, to, over: to + tail[0].length } : null
}

export function streamOf(doc: Doc, found: Found): Stream {
  const stream = findStream(doc, found)
  if (!stream) throw new FileRefused('file-names-author')
  return stream
}

/** Names of the ways in which a stream is packed, the outermost first. */
export function filtersOf({ text, places }: Doc, values: readonly PdfValue[]): string[] {
  const said = valueIn(text, values, 'Filter')
  const place = places.get(Number(/^(\d{1,10})\s+\d{1,5}\s+R$/.exec(said)?.[1]))
  const list =
    place === undefined ? said : (/^(\/\w+|\[[^\]]{0,200}\])/.exec(text.slice(place, place + 210))?.[0] ?? '')
  return [...list.matchAll(/\/(\w+)/g)].map(([, name = '']) => name)
}

export function unpacked(doc: Doc, values: readonly PdfValue[], { from, to }: Stream): Buffer {
  const filter = valueIn(doc.text, values, 'Filter')
  if (!/^\[?\s*\/FlateDecode\s*\]?$/.test(filter) || valueIn(doc.text, values, 'DecodeParms'))
    throw new FileRefused('file-names-author')
  try {
    const plain = inflateSync(doc.bytes.subarray(from, to), { maxOutputLength: MOST_UNPACKED - doc.unpacked })
    doc.unpacked += plain.length
    doc.budget.left += plain.length * 4
    return plain
  } catch {
    throw new FileRefused('file-names-author')
  }
}

/** Into the room it had, or not at all: no other place of the document moves. */
export function writePacked(
  doc: Doc,
  { values, stream, packed }: { values: readonly PdfValue[]; stream: Stream; packed: Buffer },
): void {
  const said = lengthOf(doc, values)
  const end = Buffer.from('\nendstream\nendobj', 'latin1')
  const room = stream.over - stream.from
  if (!said || packed.length + end.length > room || packed.length > stream.to - stream.from)
    throw new FileRefused('file-names-author')
  doc.bytes.fill(0x20, stream.from, stream.over)
  packed.copy(doc.bytes, stream.from)
  end.copy(doc.bytes, stream.from + packed.length)
  doc.bytes.write(String(packed.length).padStart(said.to - said.from, '0'), said.from, 'latin1')
  doc.changed = true
}
