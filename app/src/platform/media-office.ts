import { FileRefused, type Given, type OpenFile, type Result } from './media-file.ts'
import { cleanInside, INSIDE, Pictures } from './media-inside.ts'
import { Authors, withoutNames } from './media-xml.ts'
import { readDirectory, type Source, type ZipEntry } from './media-zip.ts'
import { copyArchive, Room, unpack } from './media-zip-copy.ts'

/** The parts that name people, of Word, Excel, PowerPoint and OpenDocument. Sheets and slides themselves name nobody. */
const NAMING =
  /^(docProps\/.*\.xml|.*\.psmdcp|.*\.rels|word\/.*\.xml|customXml\/item\d*\.xml|ppt\/(commentAuthors|authors|presentation)\.xml|xl\/(workbook|comments\d*|revisions\/.*|persons\/.*)\.xml|xl\/comments\/.*\.xml|(.*\/)?(meta|content|styles)\.xml)$/i
const NESTED = /\.(docx|xlsx|pptx|odt|ods|odp)$/i
const OLD = /\/embeddings\/.*\.(bin|doc|xls|ppt)$/i
/** A signature says who signed, and would no longer hold for a changed file. */
const SIGNED = /^(_xmlsignatures\/.|META-INF\/documentsignatures\.xml$)/i
/** An open document with a password names in its list how each part was locked; a newer one is a locked part as a whole. */
const LIST = 'META-INF/manifest.xml'
const LOCKED_WHOLE = 'encrypted-package'
/** Pictures are opened one after the other; together they may unpack to twice the largest file. */
const MOST_OF_PICTURES = 209_715_200
const OLD_SUMMARY = Buffer.from('SummaryInformation', 'utf16le')
const MOST_NESTED = 2
const MOST_AUTHORS = 200

/** A document without its authors: in its properties, its comments, its tracked changes and its pictures. Its pages stay byte for byte. */
export function cleanOffice({ file, copy }: Given): Result {
  const archive = withoutAuthors(file, { ...allowance(), depth: 0 })
  if (archive.replaced.size === 0) return {}
  let at = 0
  copyArchive(file, archive, (bytes) => {
    copy.write(bytes, at)
    at += bytes.length
  })
  insistSame(archive.entries, copy)
  return { copied: true }
}

interface Cleaning {
  readonly authors: Authors
  readonly room: Room
  readonly pictures: Pictures
  readonly pictureRoom: Room
  readonly depth: number
}
const allowance = () => ({
  authors: new Authors(),
  room: new Room(),
  pictures: new Pictures(),
  pictureRoom: new Room(MOST_OF_PICTURES),
})

function withoutAuthors(source: Source, cleaning: Cleaning) {
  const entries = readDirectory(source)
  insistUnlocked(source, entries, cleaning.room)
  const replaced = new Map<ZipEntry, Buffer>()
  for (const entry of entries) {
    const name = nameOf(entry)
    if (SIGNED.test(name)) throw new FileRefused('file-names-author')
    if (OLD.test(name) && unpack(source, entry, cleaning.room).includes(OLD_SUMMARY))
      throw new FileRefused('file-names-author')
    const clean = cleanPart(source, { entry, name }, cleaning)
    if (clean) replaced.set(entry, clean)
  }
  return { entries, replaced }
}

function nameOf({ name }: ZipEntry): string {
  return Buffer.from(name).toString('utf8')
}

function insistUnlocked(source: Source, entries: readonly ZipEntry[], room: Room): void {
  if (entries.some((entry) => nameOf(entry) === LOCKED_WHOLE)) throw new FileRefused('file-locked')
  const list = entries.find((entry) => nameOf(entry) === LIST)
  if (list && /<([\w.-]+:)?encryption-data[\s>]/.test(unpack(source, list, room).toString('latin1')))
    throw new FileRefused('file-locked')
}

function cleanPart(
  source: Source,
  { entry, name }: { entry: ZipEntry; name: string },
  cleaning: Cleaning,
): Buffer | null {
  const { authors, room, pictures, pictureRoom, depth } = cleaning
  if (NESTED.test(name)) return cleanNested(unpack(source, entry, room), { ...cleaning, depth: depth + 1 })
  if (INSIDE.test(name)) return cleanInside(unpack(source, entry, pictureRoom), pictures)
  if (!NAMING.test(name)) return null
  const before = unpack(source, entry, room)
  const { text, encoding } = textOf(before)
  const named = withoutNames(text, authors)
  const after = /^xl\/comments/i.test(name) ? withoutGreetings(named, authors) : named
  return after === text ? null : Buffer.from(after, encoding)
}

function cleanNested(bytes: Buffer, cleaning: Cleaning): Buffer | null {
  if (cleaning.depth > MOST_NESTED) throw new FileRefused('file-names-author')
  const source = { size: bytes.length, at: (from: number, length: number) => bytes.subarray(from, from + length) }
  const archive = withoutAuthors(source, cleaning)
  if (archive.replaced.size === 0) return null
  const parts: Uint8Array[] = []
  copyArchive(source, archive, (part) => void parts.push(part))
  return Buffer.concat(parts)
}

function textOf(bytes: Buffer): { text: string; encoding: 'utf8' | 'utf16le' } {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf16le' : 'utf8'
  const text = bytes.toString(encoding)
  // An older encoding cannot be written back as it was.
  if (Buffer.compare(Buffer.from(text, encoding), bytes) !== 0) throw new FileRefused('file-names-author')
  return { text, encoding }
}

/** Spreadsheets begin a note with its author's name. */
function withoutGreetings(xml: string, { known }: Authors): string {
  if (known.size > MOST_AUTHORS) throw new FileRefused('file-names-author')
  return [...known].reduce(
    (text, [name, said]) => (name === said ? text : text.replaceAll(`>${name}:`, `>${said}:`)),
    xml,
  )
}

/** Read again before it is kept: every entry is there, and every part that was changed unpacks. */
function insistSame(entries: readonly ZipEntry[], copy: OpenFile): void {
  const again = readDirectory(copy)
  const names = (list: readonly ZipEntry[]) => list.map(({ name }) => Buffer.from(name).toString('latin1')).sort()
  if (names(again).join('\n') !== names(entries).join('\n')) throw new FileRefused('file-names-author')
  const { room, pictureRoom } = allowance()
  for (const entry of again)
    if (INSIDE.test(nameOf(entry))) unpack(copy, entry, pictureRoom)
    else if (NAMING.test(nameOf(entry))) unpack(copy, entry, room)
}
