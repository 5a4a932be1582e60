import { deflateSync, inflateSync } from 'node:zlib'
import { FileRefused } from './media-file.ts'
import { cleanInside, hasSigns, Pictures } from './media-inside.ts'
import { blankJpeg, isJpeg } from './media-jpeg.ts'
import { type Doc, type Found, filtersOf, findStream, streamStart, writePacked } from './media-pdf-streams.ts'

/** What stands before the last filter of a photo, from what it is packed to what it was, and back. */
const WAYS: Readonly<
  Record<string, { open: (bytes: Buffer, most: number) => Buffer; close: (bytes: Buffer) => Buffer }>
> = {
  FlateDecode: {
    open: (bytes, most) => inflateSync(bytes, { maxOutputLength: Math.max(1, most) }),
    // What cannot be made smaller is smallest as it is.
    close: (bytes) => {
      const [small, plain] = [deflateSync(bytes, { level: 9 }), deflateSync(bytes, { level: 0 })] as const
      return small.length < plain.length ? small : plain
    },
  },
  ASCIIHexDecode: {
    open: (bytes) => fromHex(lettersOf(bytes, '>')),
    close: (bytes) => Buffer.from(`${bytes.toString('hex')}>`, 'latin1'),
  },
  ASCII85Decode: { open: (bytes) => from85(lettersOf(bytes, '~>')), close: to85 },
}
const PHOTO = new Set(['DCTDecode', 'DCT'])

/** A photo lies in a document as the whole file it was, with its place and its maker: they go, its pixels stay. */
export function cleanPicture(doc: Doc, found: Found): void {
  const from = streamStart(doc, found)
  if (from === null) return
  const filters = filtersOf(doc, found.values)
  if (isJpeg(doc.bytes.subarray(from, from + 4))) blankPhoto(doc, doc.bytes.subarray(from, endOf(doc, found, from)))
  else if (PHOTO.has(filters.at(-1) ?? '')) repack(doc, found, filters.slice(0, -1))
}

/** As long as it says, or to the word that ends it. */
function endOf(doc: Doc, found: Found, from: number): number {
  const word = () => doc.text.indexOf('endstream', from)
  const to = findStream(doc, found)?.to ?? word()
  return to < from ? doc.bytes.length : to
}

function blankPhoto(doc: Doc, photo: Buffer): void {
  doc.budget.left -= photo.length
  if (doc.budget.left <= 0) throw new FileRefused('file-names-author')
  if (blankJpeg(photo)) doc.changed = true
  if (hasSigns(photo)) throw new FileRefused('file-names-author')
}

function repack(doc: Doc, found: Found, names: readonly string[]): void {
  const stream = findStream(doc, found)
  const ways = names.flatMap((name) => WAYS[name] ?? [])
  // A photo that cannot be looked at may tell anything.
  if (!stream || ways.length < names.length) throw new FileRefused('file-names-author')
  const packed = doc.bytes.subarray(stream.from, stream.to)
  const plain = ways.reduce<Buffer>((bytes, { open }) => opened(doc, () => open(bytes, doc.budget.left)), packed)
  if (!isJpeg(plain)) throw new FileRefused('file-names-author')
  const clean = cleanInside(plain, new Pictures())
  if (!clean) return
  const again = ways.toReversed().reduce<Buffer>((bytes, { close }) => close(bytes), clean)
  writePacked(doc, { values: found.values, stream, packed: again })
}

function opened(doc: Doc, open: () => Buffer): Buffer {
  try {
    const bytes = open()
    doc.budget.left -= bytes.length
    return bytes
  } catch {
    throw new FileRefused('file-names-author')
  }
}

const lettersOf = (bytes: Buffer, end: string): string =>
  (bytes.toString('latin1').split(end, 1)[0] ?? '').replace(/\s+/g, '')

function fromHex(letters: string): Buffer {
  return Buffer.from(letters.length % 2 ? `${letters}0` : letters, 'hex')
}

/** Five letters for four bytes; one letter for four zeros. */
function from85(letters: string): Buffer {
  const bytes = Buffer.alloc(letters.length * 4)
  let done = 0
  for (let at = 0; at < letters.length; ) {
    const zeros = letters[at] === 'z'
    const group = zeros ? '!!!!!' : letters.slice(at, at + 5)
    at += zeros ? 1 : 5
    const sum = [...group.padEnd(5, 'u')].reduce((all, letter) => all * 85 + letter.charCodeAt(0) - 33, 0)
    bytes.writeUInt32BE(sum % 2 ** 32, done)
    done += group.length - 1
  }
  return bytes.subarray(0, done)
}

function to85(bytes: Buffer): Buffer {
  const groups: string[] = []
  for (let at = 0; at < bytes.length; at += 4) {
    const four = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(4)], 4)
    const length = Math.min(4, bytes.length - at)
    const sum = four.readUInt32BE()
    const letters = [4, 3, 2, 1, 0].map((power) => String.fromCharCode((Math.floor(sum / 85 ** power) % 85) + 33))
    groups.push(sum === 0 && length === 4 ? 'z' : letters.slice(0, length + 1).join(''))
  }
  return Buffer.from(`${groups.join('')}~>`, 'latin1')
}

const EXIF = Buffer.from('Exif\0\0', 'latin1')

/** In no stream of its own: on a page between its words, or in a file attached to the document. */
export function blankLoosePictures(doc: Doc): void {
  const { bytes } = doc
  for (let at = bytes.indexOf(EXIF); at >= 0; at = bytes.indexOf(EXIF, at + 1)) {
    if (at < 4 || bytes.readUInt16BE(at - 4) !== 0xffe1) continue
    bytes.fill(0, at, Math.min(bytes.length, at - 2 + bytes.readUInt16BE(at - 2)))
    doc.changed = true
  }
}
