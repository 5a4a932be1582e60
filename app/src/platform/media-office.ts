import { FileRefused, type Given, type OpenFile, type Result } from './media-file.ts'
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
const OLD_SUMMARY = Buffer.from('SummaryInformation', 'utf16le')
const MOST_NESTED = 2
const MOST_AUTHORS = 200

/** A document without its authors: in its properties, its comments and its tracked changes. Its pages stay byte for byte. */
export function cleanOffice({ file, copy }: Given): Result {
  const archive = withoutAuthors(file, { authors: new Authors(), room: new Room(), depth: 0 })
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
  readonly depth: number
}

function withoutAuthors(source: Source, cleaning: Cleaning) {
  const entries = readDirectory(source)
  const replaced = new Map<ZipEntry, Buffer>()
  for (const entry of entries) {
    const name = Buffer.from(entry.name).toString('utf8')
    if (SIGNED.test(name)) throw new FileRefused('file-names-author')
    if (OLD.test(name) && unpack(source, entry, cleaning.room).includes(OLD_SUMMARY))
      throw new FileRefused('file-names-author')
    const clean = cleanPart(source, { entry, name }, cleaning)
    if (clean) replaced.set(entry, clean)
  }
  return { entries, replaced }
}

function cleanPart(
  source: Source,
  { entry, name }: { entry: ZipEntry; name: string },
  cleaning: Cleaning,
): Buffer | null {
  const { authors, room, depth } = cleaning
  if (NESTED.test(name)) return cleanNested(unpack(source, entry, room), { authors, room, depth: depth + 1 })
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
  const room = new Room()
  for (const entry of again) if (NAMING.test(Buffer.from(entry.name).toString('utf8'))) unpack(copy, entry, room)
}
