import { deflateSync, inflateSync } from 'node:zlib'
import { FileRefused } from './media-file.ts'
import { type Budget, dictionaryAt, type PdfValue, stringEnd } from './media-pdf-text.ts'

/** Kept in the description of a document; everything else that is said there may name somebody. */
const DATES = new Set(['CreationDate', 'ModDate'])
const NOTES =
  /^\s*\/(Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Ink|Stamp|Caret|Line|Square|Circle|Polygon|PolyLine|FileAttachment|Popup)\b/
const PLAIN_XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
const MOST_UNPACKED = 67_108_864
const MOST_THINGS = 200_000

interface Thing {
  readonly number: number
  readonly at: number
}
interface Doc {
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

/** Blanks in place, every byte of the pages where it was: the description, its XMP, and who wrote the notes. */
export function blankNames(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  // A signature names who signed and would no longer hold.
  if (/\/ByteRange\b|\/Info\s{0,9}<</.test(text)) throw new FileRefused('file-names-author')
  const things = thingsIn(text)
  const doc: Doc = {
    bytes,
    text,
    things,
    places: new Map(things.toReversed().map(({ number, at }) => [number, at])),
    telling: new Set([...text.matchAll(/\/Info\s{1,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R/g)].map(([, is]) => Number(is))),
    budget: { left: text.length * 4 + 1_000_000 },
    unpacked: 0,
    changed: false,
  }
  blankPackets(doc)
  // Twice: the first pass finds the strings that a description points to.
  for (const _pass of [1, 2]) {
    doc.unpacked = 0
    for (const thing of doc.things) clean(doc, thing)
  }
  if (doc.budget.left <= 0) throw new FileRefused('file-names-author')
  return doc.changed
}

function thingsIn(text: string): Thing[] {
  const things: Thing[] = []
  for (const found of text.matchAll(/(?<!\d)(\d{1,10})\s{1,3}\d{1,5}\s{1,3}obj\s{0,9}/g)) {
    if (things.length >= MOST_THINGS) throw new FileRefused('file-unreadable')
    things.push({ number: Number(found[1]), at: found.index + found[0].length })
  }
  return things
}

function clean(doc: Doc, { number, at }: Thing): void {
  const found = cleanObject(doc, { number, text: doc.text, at }, (from, to) => fill(doc, from, to))
  if (!found) return
  const type = valueIn(doc.text, found.values, 'Type')
  if (type === '/Metadata') blankXmp(doc, found)
  if (type === '/ObjStm') cleanPacked(doc, found)
}

type Blank = (from: number, to: number) => void

/** One object, wherever it stands: its strings go when it describes the document, its author when it is a note. */
function cleanObject(
  doc: Doc,
  { number, text, at }: { number: number; text: string; at: number },
  blank: Blank,
): { values: PdfValue[]; end: number } | null {
  const tells = doc.telling.has(number)
  const dictionary = dictionaryAt(text, at, doc.budget)
  if (!dictionary && tells) blankString(doc, { text, at }, blank)
  if (!dictionary) return null
  const note = NOTES.test(rawIn(text, dictionary.values, 'Subtype'))
  for (const value of dictionary.values) if (names(value.key, { tells, note })) blankValue(doc, { text, value }, blank)
  return dictionary
}

function names(key: string, { tells, note }: { tells: boolean; note: boolean }): boolean {
  return tells ? !DATES.has(key) : note && key === 'T'
}

function blankValue(
  { telling }: Doc,
  { text, value: { from, to, strings } }: { text: string; value: PdfValue },
  blank: Blank,
) {
  const elsewhere = /^\s*(\d{1,10})\s+\d{1,5}\s+R/.exec(text.slice(from, to))
  if (elsewhere) telling.add(Number(elsewhere[1]))
  for (const [begin, end] of strings) blank(begin, end)
}

function blankString({ budget }: Doc, { text, at }: { text: string; at: number }, blank: Blank): void {
  if (budget.left <= 0 || (text[at] !== '(' && text[at] !== '<')) return
  const end = text[at] === '(' ? stringEnd(text, at) : text.indexOf('>', at) + 1
  budget.left -= Math.max(1, end - at)
  if (end > at) blank(at, end)
}

function rawIn(text: string, values: readonly PdfValue[] | undefined, key: string): string {
  const value = values?.find((each) => each.key === key)
  return value ? text.slice(value.from, value.to) : ''
}
function valueIn(text: string, values: readonly PdfValue[], key: string): string {
  return rawIn(text, values, key).trim()
}

/** Between its brackets; nothing moves. */
function fill(doc: Doc, from: number, to: number): void {
  if (to - from <= 2 || doc.bytes.subarray(from + 1, to - 1).every((byte) => byte === 0x20)) return
  doc.bytes.fill(0x20, from + 1, to - 1)
  doc.changed = true
}

interface Stream {
  readonly from: number
  readonly to: number
  /** Past the word that ends the object. */
  readonly over: number
}

function streamOf(doc: Doc, { values, end }: { values: readonly PdfValue[]; end: number }): Stream {
  const begin = /^\s{0,9}stream(\r\n|\n|\r)/.exec(doc.text.slice(end, end + 20))
  const from = end + (begin?.[0].length ?? 0)
  const said = valueIn(doc.text, values, 'Length')
  const other = /^(\d{1,10})\s+\d{1,5}\s+R$/.exec(said)?.[1]
  const place = other ? doc.places.get(Number(other)) : undefined
  const length = Number(place === undefined ? said : /^\d{1,12}/.exec(doc.text.slice(place, place + 12))?.[0])
  const tail = /^\s{0,2}endstream\s{0,9}endobj/.exec(doc.text.slice(from + length, from + length + 40))
  if (!begin || !tail) throw new FileRefused('file-names-author')
  return { from, to: from + length, over: from + length + tail[0].length }
}

/** The packed form of a description is written as an empty plain one of the same length. */
function blankXmp(doc: Doc, found: { values: PdfValue[]; end: number }): void {
  const { from, to } = streamOf(doc, found)
  const plain = PLAIN_XMP.length <= to - from ? PLAIN_XMP : ''
  for (const { key, from: begin, to: end } of found.values)
    if (/^(Filter|DecodeParms)$/.test(key)) doc.bytes.fill(0x20, begin - key.length - 1, end)
  doc.bytes.fill(0x20, from, to)
  doc.bytes.write(plain, from, 'latin1')
  doc.changed = true
}

/** XMP that lies elsewhere: in a picture on a page. */
function blankPackets(doc: Doc): void {
  for (let at = doc.text.indexOf('<?xpacket begin'); at >= 0; at = doc.text.indexOf('<?xpacket begin', at + 1)) {
    const from = doc.text.indexOf('?>', at) + 2
    const to = doc.text.indexOf('<?xpacket end', at)
    if (from < 2 || to < from) throw new FileRefused('file-names-author')
    doc.bytes.fill(0x20, from, to)
    doc.changed = true
    at = to
  }
}

/** Objects that are packed together: unpacked, blanked, packed again into the room they had. */
function cleanPacked(doc: Doc, found: { values: PdfValue[]; end: number }): void {
  const stream = streamOf(doc, found)
  const plain = unpacked(doc, found.values, stream)
  const text = plain.toString('latin1')
  let changed = false
  for (const { number, at } of packedThings(text, Number(valueIn(doc.text, found.values, 'First'))))
    cleanObject(doc, { number, text, at }, (from, to) => {
      plain.fill(0x20, from + 1, to - 1)
      changed ||= plain.toString('latin1', from, to) !== text.slice(from, to)
    })
  if (changed) writePacked(doc, { values: found.values, stream, packed: deflateSync(plain, { level: 9 }) })
}

function unpacked(doc: Doc, values: readonly PdfValue[], { from, to }: Stream): Buffer {
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

function packedThings(text: string, first: number): Thing[] {
  const numbers = [...text.slice(0, first).matchAll(/\d+/g)].map(Number)
  const things: Thing[] = []
  for (let at = 0; at + 1 < numbers.length; at += 2)
    things.push({ number: numbers[at] ?? 0, at: first + (numbers[at + 1] ?? 0) })
  return things
}

function writePacked(
  doc: Doc,
  { values, stream, packed }: { values: readonly PdfValue[]; stream: Stream; packed: Buffer },
): void {
  const length = values.find(({ key }) => key === 'Length')
  const end = Buffer.from('\nendstream\nendobj', 'latin1')
  const said = valueIn(doc.text, values, 'Length')
  const room = stream.over - stream.from
  if (!length || !/^\d+$/.test(said) || packed.length + end.length > room || packed.length > stream.to - stream.from)
    throw new FileRefused('file-names-author')
  doc.bytes.fill(0x20, stream.from, stream.over)
  packed.copy(doc.bytes, stream.from)
  end.copy(doc.bytes, stream.from + packed.length)
  doc.bytes.write(String(packed.length).padStart(length.to - length.from - 1, '0'), length.from + 1, 'latin1')
  doc.changed = true
}
