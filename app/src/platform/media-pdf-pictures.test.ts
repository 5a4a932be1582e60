import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPhoto } from '../testing/factories/evidence.ts'
import { aPdfWithPhotos, objectsOf, pdfOf, pdfStream } from '../testing/factories/pdf.ts'
import { lookAt } from './media.ts'

const TELLING = /SECRET|Exif|GPS|Canary|Photoshop 3|ns\.adobe/
let photo: Buffer
beforeAll(async () => {
  photo = await tellAll(await aPhoto({ width: 640, height: 480 }))
})

/** The photo with everything else that a camera and a program write into one: XMP, notes, a comment, a second picture behind it. */
async function tellAll(bytes: Buffer): Promise<Buffer> {
  const segment = (kind: number, content: string) => {
    const head = Buffer.from([0xff, kind, 0, 0])
    head.writeUInt16BE(content.length + 2, 2)
    return Buffer.concat([head, Buffer.from(content, 'latin1')])
  }
  return Buffer.concat([
    bytes.subarray(0, 2),
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>Canary</dc:creator></x:xmpmeta>'),
    segment(0xed, 'Photoshop 3.0\0 8BIM Canary'),
    segment(0xfe, 'Canary took this'),
    bytes.subarray(2),
    await aPhoto({ width: 80, height: 60 }),
  ])
}

async function kept(bytes: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-pictures-'))
  try {
    const path = join(folder, 'arrived')
    await writeFile(path, bytes)
    const once = await readFile((await lookAt(path, 'plan.pdf')).path)
    const twice = await readFile((await lookAt(path, 'plan.pdf')).path)
    expect(twice.equals(once)).toBe(true)
    return once
  } finally {
    await rm(folder, { recursive: true })
  }
}
const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer()
const photosOf = (bytes: Buffer) => objectsOf(bytes).filter(({ dictionary }) => dictionary.includes('DCTDecode'))

describe('B-metadata-identity: photos in a document', () => {
  test('lose place, device, author and second pictures, and keep every pixel; the document stays whole', async () => {
    const sent = await aPdfWithPhotos([photo, await aPhoto({ width: 300, height: 200 })])
    expect(sent.includes('SECRET DEVICE')).toBe(true)
    expect(sent.includes(photo)).toBe(true)
    const bytes = await kept(sent)
    expect(bytes.toString('latin1')).not.toMatch(TELLING)
    expect(bytes.length).toBe(sent.length)
    const [before, after] = [photosOf(sent), photosOf(bytes)]
    expect(after).toHaveLength(2)
    for (const [place, { content }] of after.entries()) {
      const { exif, xmp, iptc, orientation } = await sharp(content).metadata()
      expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined])
      expect((await pixels(content)).equals(await pixels(before[place]?.content ?? Buffer.alloc(0)))).toBe(true)
    }
  })

  const page = (filter: string, content: Buffer, more: readonly string[] = []) =>
    pdfOf(
      [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Kids [] /Count 0 >>',
        pdfStream(`/Type /XObject /Subtype /Image /Width 640 /Height 480 ${filter}`, content),
        ...more,
      ],
      '',
    )
  const hex = (bytes: Buffer) => Buffer.from(`${bytes.toString('hex').replace(/.{72}/g, '$&\n')}>`, 'latin1')
  const OPEN: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    plain: (bytes) => bytes,
    flat: (bytes) => inflateSync(bytes),
    hex: (bytes) => Buffer.from(bytes.toString('latin1').replace(/[\s>]/g, ''), 'hex'),
  }
  test.each([
    ['in a list of one', '/Filter [ /DCTDecode ]', 'plain', (bytes: Buffer) => bytes],
    ['by its short name', '/Filter /DCT', 'plain', (bytes: Buffer) => bytes],
    ['packed once more', '/Filter [/FlateDecode /DCTDecode]', 'flat', (bytes: Buffer) => deflateSync(bytes)],
    [
      'with what its ways are told',
      '/DecodeParms [null << /ColorTransform 1 >>] /Filter[/FlateDecode/DCTDecode]',
      'flat',
      (bytes: Buffer) => deflateSync(bytes, { level: 1 }),
    ],
    ['in letters', '/Filter [/ASCIIHexDecode /DCTDecode]', 'hex', hex],
    ['whose ways stand elsewhere', '/Filter 4 0 R', 'flat', (bytes: Buffer) => deflateSync(bytes)],
  ])('%s', async (_case, filter, open, pack) => {
    const sent = page(filter, pack(photo), ['[ /FlateDecode /DCTDecode ]'])
    const bytes = await kept(sent)
    const content = (OPEN[open] ?? String)(objectsOf(bytes)[2]?.content ?? Buffer.alloc(0)) as Buffer
    expect(content.toString('latin1')).not.toMatch(TELLING)
    expect(bytes.toString('latin1')).not.toMatch(TELLING)
    expect((await pixels(content)).equals(await pixels(photo))).toBe(true)
    expect(bytes.length).toBe(sent.length)
  })

  test('in five letters for four bytes, as old programs write them', async () => {
    const sent = page('/Filter [/ASCII85Decode /DCTDecode]', in85(photo))
    const { content } = objectsOf(await kept(sent))[2] ?? { content: Buffer.alloc(0) }
    const clean = out85(content)
    expect(clean.toString('latin1')).not.toMatch(TELLING)
    expect((await pixels(clean)).equals(await pixels(photo))).toBe(true)
  })

  test('whose length stands elsewhere, also packed once more', async () => {
    for (const [filter, content] of [
      ['/DCTDecode', photo],
      ['[/FlateDecode /DCTDecode]', deflateSync(photo)],
    ] as const) {
      const sent = pdfOf(
        [
          '<< /Type /Catalog /Pages 2 0 R >>',
          '<< /Type /Pages /Kids [] /Count 0 >>',
          pdfStream(`/Subtype /Image /Filter ${filter}`, content, '4 0 R'),
          String(content.length),
        ],
        '',
      )
      const cleaned = objectsOf(await kept(sent))[2]?.content ?? Buffer.alloc(0)
      const plain = filter.startsWith('[') ? inflateSync(cleaned) : cleaned
      expect(plain.toString('latin1')).not.toMatch(TELLING)
      expect((await pixels(plain)).equals(await pixels(photo))).toBe(true)
    }
  })

  test('that stand where no filter says so: a file attached, a length that is wrong, a page that holds one between its words', async () => {
    const wrong = pdfStream('/Subtype /Image /Filter /DCTDecode', photo, '17')
    const inline = pdfStream(
      '',
      Buffer.concat([Buffer.from('q BI /F /DCT ID ', 'latin1'), photo, Buffer.from(' EI Q')]),
    )
    const sent = pdfOf(['<< /Type /Catalog >>', pdfStream('/Type /EmbeddedFile', photo), wrong, inline], '')
    const bytes = await kept(sent)
    expect(bytes.toString('latin1')).not.toMatch(/SECRET|Exif|GPS/)
    const attached = bytes.subarray(sent.indexOf(photo), sent.indexOf(photo) + photo.length)
    expect((await pixels(attached)).equals(await pixels(photo))).toBe(true)
  })

  test('that tell nothing leave the document as it came', async () => {
    const plain = await sharp({ create: { width: 90, height: 60, channels: 3, background: 'white' } })
      .jpeg()
      .toBuffer()
    const sent = page('/Filter /DCTDecode', plain)
    expect((await kept(sent)).equals(sent)).toBe(true)
    const packed = page('/Filter [/FlateDecode /DCTDecode]', deflateSync(plain))
    expect((await kept(packed)).equals(packed)).toBe(true)
  })

  test.each([
    ['packed in a way that is not read', '/Filter [/LZWDecode /DCTDecode]', (bytes: Buffer) => bytes.subarray(3)],
    [
      'that is none when it is unpacked',
      '/Filter [/FlateDecode /DCTDecode]',
      () => deflateSync(Buffer.from('no photo')),
    ],
    ['that does not unpack', '/Filter [/FlateDecode /DCTDecode]', (bytes: Buffer) => deflateSync(bytes).subarray(9)],
  ])('%s: what cannot be looked at is not kept', async (_case, filter, pack) => {
    await expect(kept(page(filter, pack(photo)))).rejects.toMatchObject({ because: 'file-names-author' })
  })

  test('one that unpacks to a thousand times its size is refused', async () => {
    const bomb = deflateSync(Buffer.concat([photo, Buffer.alloc(200_000_000)]), { level: 9 })
    await expect(kept(page('/Filter [/FlateDecode /DCTDecode]', bomb))).rejects.toMatchObject({
      because: 'file-names-author',
    })
  })

  test('fifteen thousand objects that all point at one photo cost no more than their number', async () => {
    const many = '9 0 obj<</Filter/DCTDecode/Length 900000>>stream\n\xff\xd8\xff'.repeat(15_000)
    const sent = pdfOf(['<< /Type /Catalog >>', many], '')
    await expect(kept(sent)).rejects.toMatchObject({ because: 'file-names-author' })
  })
})

function in85(bytes: Buffer): Buffer {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4) {
    const length = Math.min(4, bytes.length - at)
    const sum = Buffer.concat([bytes.subarray(at, at + 4), Buffer.alloc(4)], 4).readUInt32BE()
    const five = [85 ** 4, 85 ** 3, 85 ** 2, 85, 1].map((part) =>
      String.fromCharCode((Math.floor(sum / part) % 85) + 33),
    )
    text += sum === 0 && length === 4 ? 'z' : five.slice(0, length + 1).join('')
    if (at % 60 === 56) text += '\n'
  }
  return Buffer.from(`${text}~>`, 'latin1')
}
function out85(bytes: Buffer): Buffer {
  const out: number[] = []
  let five: number[] = []
  const flush = () => {
    const count = five.length - 1
    while (five.length < 5) five.push(84)
    const sum = five.reduce((all, each) => all * 85 + each, 0)
    out.push(...[24, 16, 8, 0].slice(0, count).map((shift) => Math.floor(sum / 2 ** shift) & 0xff))
    five = []
  }
  for (const letter of bytes.toString('latin1').split('~>')[0]?.replace(/\s/g, '') ?? '') {
    if (letter === 'z') out.push(0, 0, 0, 0)
    else five.push(letter.charCodeAt(0) - 33)
    if (five.length === 5) flush()
  }
  if (five.length > 1) flush()
  return Buffer.from(out)
}
