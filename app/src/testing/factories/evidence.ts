import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'

/** Small real files, made here: nothing in them was taken from anybody. */
export function aText(words = 40): string {
  return Array.from({ length: words }, (_, place) => `word${place + 1}`).join(' ')
}

/** A one-page document; with `lock` as a program writes it that encrypts. */
export function aPdf({ lock = false }: { lock?: boolean } = {}): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] >>',
    '<< /Filter /Standard /V 1 /R 2 /O (owner) /U (user) /P -44 >>',
  ]
  let text = '%PDF-1.4\n'
  const places = objects.map((object, at) => {
    const place = text.length
    text += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${lock ? ' /Encrypt 4 0 R' : ''} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

/** A picture as a phone writes it: with place, device and author in it, lying on its side. */
export async function aPhoto({
  width = 1200,
  height = 900,
}: {
  width?: number
  height?: number
} = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3f6b1f' } })
    .jpeg()
    .withExif({
      IFD0: { Artist: 'SECRET AUTHOR', Make: 'SECRET DEVICE' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 52/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '87/1 37/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

/** What a picture says besides its pixels; empty where nothing is left. */
export async function saidBy(picture: Buffer): Promise<{ exif: string; width: number; height: number }> {
  const { exif, width, height } = await sharp(picture).metadata()
  return { exif: exif?.toString('latin1') ?? '', width, height }
}

function box(type: string, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** The boxes of a short film, with the place where it was taken; a recorder that streams writes its header last. */
export function aFilm({
  seconds = 12,
  payload = 4_000,
  place = '+41.8781-087.6298/',
  headerLast = false,
} = {}): Buffer {
  const header = Buffer.alloc(100)
  header.writeUInt32BE(1000, 12)
  header.writeUInt32BE(seconds * 1000, 16)
  const handler = Buffer.alloc(24)
  handler.write('soun', 8, 'latin1')
  const track = box('trak', box('mdia', box('hdlr', handler)))
  const film = box('moov', box('mvhd', header), track, box('udta', box('\xa9xyz', Buffer.from(place, 'latin1'))))
  const pictures = box('mdat', Buffer.alloc(payload, 7))
  const parts = headerLast ? [pictures, film] : [film, pictures]
  return Buffer.concat([box('ftyp', Buffer.from('isommp42', 'latin1')), ...parts])
}

/** An archive with these entries, stored as they are; `locked` sets the bit that says encrypted. */
export function anArchive(entries: Readonly<Record<string, string>>, { locked = false } = {}): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(entries)) {
    const [title, content] = [Buffer.from(name), Buffer.from(text)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(locked ? 1 : 0, 2)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(content.length, 14)
    common.writeUInt32LE(content.length, 18)
    common.writeUInt16LE(title.length, 22)
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, content])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, title]))
    files.push(file)
    at += file.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, index, end])
}

export const aDocument = (given: { locked?: boolean } = {}): Buffer =>
  anArchive({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' }, given)

/** A PNG that moves: its picture is the first frame, and each further one holds the first again. */
export function aMovingPng(still: Buffer, { announced, frames }: { announced: number; frames: number }): Buffer {
  const header = still.subarray(16, 24)
  const data = partsOf(still, 'IDAT')
  const control = (sequence: number) =>
    chunk('fcTL', [number(sequence), header, Buffer.alloc(8), Buffer.from('000100640000', 'hex')])
  const further = Array.from({ length: frames - 1 }, (_, place) => [
    control(place * 2 + 1),
    chunk('fdAT', [number(place * 2 + 2), data]),
  ])
  const begun = [still.subarray(0, 33), chunk('acTL', [number(announced), number(0)]), control(0)]
  return Buffer.concat([...begun, chunk('IDAT', [data]), ...further.flat(), chunk('IEND', [])])
}

function partsOf(png: Buffer, kind: string): Buffer {
  const parts: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === kind) parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  return Buffer.concat(parts)
}

function chunk(kind: string, parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), ...parts])
  return Buffer.concat([number(body.length - 4), body, number(crc32(body))])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
