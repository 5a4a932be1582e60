import { deflateSync } from 'node:zlib'
import { FileRefused } from './media-file.ts'
import { blankLoosePictures, cleanPicture } from './media-pdf-pictures.ts'
import { type Doc, type Found, streamOf, type Thing, unpacked, valueIn, writePacked } from './media-pdf-streams.ts'
import { dictionaryAt, type PdfValue, rawIn, stringEnd } from './media-pdf-text.ts'

/** Kept in the description of a document; everything else that is said there may name somebody. */
const DATES = new Set(['CreationDate', 'ModDate'])
const NOTES =
  /^\s*\/(Text|FreeText|Highlight|Underline|StrikeOut|Squiggly|Ink|Stamp|Caret|Line|Square|Circle|Polygon|PolyLine|FileAttachment|Popup)\b/
const PLAIN_XMP =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>'
const MOST_THINGS = 200_000

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
  for (const pass of [1, 2]) {
    doc.unpacked = 0
    for (const thing of doc.things) clean(doc, thing, pass)
  }
  blankLoosePictures(doc)
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

function clean(doc: Doc, { number, at }: Thing, pass: number): void {
  const found = cleanObject(doc, { number, text: doc.text, at }, (from, to) => fill(doc, from, to))
  if (!found) return
  const type = valueIn(doc.text, found.values, 'Type')
  if (type === '/Metadata') blankXmp(doc, found)
  if (type === '/ObjStm') cleanPacked(doc, found)
  if (pass === 2) cleanPicture(doc, found)
}

type Blank = (from: number, to: number) => void

/** One object, wherever it stands: its strings go when it describes the document, its author when it is a note. */
function cleanObject(
  doc: Doc,
  { number, text, at }: { number: number; text: string; at: number },
  blank: Blank,
): Found | null {
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

/** Between its brackets; nothing moves. */
function fill(doc: Doc, from: number, to: number): void {
  if (to - from <= 2 || doc.bytes.subarray(from + 1, to - 1).every((byte) => byte === 0x20)) return
  doc.bytes.fill(0x20, from + 1, to - 1)
  doc.changed = true
}

/** The packed form of a description is written as an empty plain one of the same length. */
function blankXmp(doc: Doc, found: Found): void {
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
function cleanPacked(doc: Doc, found: Found): void {
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

function packedThings(text: string, first: number): Thing[] {
  const numbers = [...text.slice(0, first).matchAll(/\d+/g)].map(Number)
  const things: Thing[] = []
  for (let at = 0; at + 1 < numbers.length; at += 2)
    things.push({ number: numbers[at] ?? 0, at: first + (numbers[at + 1] ?? 0) })
  return things
}
