import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { anArchive, aPhoto } from '../testing/factories/evidence.ts'
import { lookAt } from './media.ts'

const NAME = 'Canary Lopez'
const parts = (given: Readonly<Record<string, string>>): Zippable =>
  Object.fromEntries(Object.entries(given).map(([path, text]) => [path, strToU8(text)]))
const TYPES = { '[Content_Types].xml': '<Types/>' }
const CORE = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Fractions</dc:title><dc:creator>${NAME}</dc:creator><cp:lastModifiedBy>${NAME}</cp:lastModifiedBy><dc:description/></cp:coreProperties>`
const WORD = {
  ...TYPES,
  'docProps/core.xml': CORE,
  'docProps/app.xml': `<Properties><Company>${NAME} School</Company><Manager>${NAME}</Manager><Pages>3</Pages></Properties>`,
  'docProps/custom.xml': `<Properties><property name="Owner"><vt:lpwstr>${NAME}</vt:lpwstr></property></Properties>`,
  'word/document.xml': `<w:document><w:ins w:id="1" w:author="${NAME}" w:date="2026-01-01"><w:t>A &gt; B</w:t></w:ins><w:t>said by author="somebody"</w:t></w:document>`,
  'word/comments.xml': `<w:comments><w:comment w:id="0" w:author="${NAME}" w:initials="CL"><w:t>ok</w:t></w:comment><w:comment w:author='Canary Coach'/></w:comments>`,
  'word/people.xml': `<w15:people><w15:person w15:author="${NAME}"><w15:presenceInfo w15:providerId="AD" w15:userId="S::canary@x.example"/></w15:person></w15:people>`,
  'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r1" Target="file:///C:/Users/Canary/plan.dotx" TargetMode="External"/></Relationships>`,
}
const SHEET = {
  ...TYPES,
  'docProps/core.xml': CORE,
  'xl/workbook.xml': `<workbook><fileSharing userName="${NAME}"/><x15ac:absPath url="C:\\Users\\Canary\\"/><customWorkbookViews><customWorkbookView name="${NAME} - own view" guid="{1}"/></customWorkbookViews><sheets/></workbook>`,
  'xl/comments1.xml': `<comments><authors><author>${NAME}</author></authors><commentList><comment authorId="0"><text><r><t>${NAME}:</t></r><r><t>check</t></r></text></comment></commentList></comments>`,
  'xl/persons/person.xml': `<personList><person displayName="${NAME}" id="{1}" userId="canary@x.example" providerId="AD"/></personList>`,
  'xl/tables/table1.xml': '<table displayName="Table1"/>',
}
const SLIDES = {
  ...TYPES,
  'ppt/commentAuthors.xml': `<p:cmAuthorLst><p:cmAuthor id="0" name="${NAME}" initials="CL"/></p:cmAuthorLst>`,
  'ppt/authors.xml': `<p188:authorLst><p188:author id="{1}" name="${NAME}" initials="CL" userId="canary" providerId="AD"/></p188:authorLst>`,
}
const OPEN = {
  mimetype: 'application/vnd.oasis.opendocument.text',
  'meta.xml': `<office:document-meta><meta:initial-creator>${NAME}</meta:initial-creator><dc:creator>${NAME}</dc:creator><meta:user-defined meta:name="by">${NAME}</meta:user-defined></office:document-meta>`,
  'content.xml': `<office:annotation><dc:creator>${NAME}</dc:creator><meta:creator-initials>Canary</meta:creator-initials><text:p><text:user-defined>Fractions</text:user-defined></text:p></office:annotation>`,
}

async function kept(name: string, bytes: Uint8Array) {
  const folder = await mkdtemp(join(tmpdir(), 'office-'))
  try {
    const path = join(folder, 'arrived')
    await writeFile(path, bytes)
    const looked = await lookAt(path, name)
    return { bytes: await readFile(looked.path), arrived: await readFile(path), same: looked.path === path }
  } finally {
    await rm(folder, { recursive: true })
  }
}
const words = (files: Record<string, Uint8Array>): string =>
  Object.values(files)
    .map((each) => Buffer.from(each).toString('utf8'))
    .join('\n')

test.each([
  ['a lesson plan', 'plan.docx', WORD],
  ['a data table', 'data.xlsx', SHEET],
  ['slides', 'talk.pptx', SLIDES],
  ['an open document', 'plan.odt', OPEN],
])('%s is kept without its authors, and opens with all its parts', async (_case, name, given) => {
  const sent = Buffer.from(zipSync(parts(given)))
  const { bytes, arrived } = await kept(name, sent)
  const files = unzipSync(bytes)
  expect(bytes.includes('anary')).toBe(false)
  expect(words(files)).not.toMatch(/canary/i)
  expect(Object.keys(files)).toEqual(Object.keys(given))
  expect(arrived.equals(sent)).toBe(true)
})

test('a field on an open page keeps its words', async () => {
  const files = unzipSync((await kept('plan.odt', zipSync(parts(OPEN)))).bytes)
  expect(words(files)).toContain('<text:user-defined>Fractions</text:user-defined>')
})

test('pages stay as they were written, and two authors stay two', async () => {
  const files = unzipSync((await kept('plan.docx', zipSync(parts(WORD)))).bytes)
  const text = (path: string) => Buffer.from(files[path] ?? []).toString('utf8')
  expect(text('word/document.xml')).toBe(WORD['word/document.xml'].replace(NAME, 'Author 1'))
  expect(text('docProps/core.xml')).toContain('<dc:title>Fractions</dc:title><dc:creator></dc:creator>')
  expect(text('docProps/app.xml')).toContain('<Pages>3</Pages>')
  expect(text('word/comments.xml')).toContain('w:author="Author 2"')
})

test('a workbook behind a chart loses its author too', async () => {
  const inner = zipSync(parts(SHEET))
  const { bytes } = await kept('plan.docx', zipSync({ ...parts(TYPES), 'word/embeddings/chart.xlsx': inner }))
  const chart = unzipSync(bytes)['word/embeddings/chart.xlsx'] ?? new Uint8Array()
  expect(words(unzipSync(chart))).not.toMatch(/canary/i)
  expect(unzipSync(chart)['xl/tables/table1.xml']).toEqual(strToU8('<table displayName="Table1"/>'))
})

test('a document that names nobody is kept as it came', async () => {
  const sent = anArchive({ ...TYPES, 'word/document.xml': '<w:document><w:t>Hello</w:t></w:document>' })
  const { bytes, same } = await kept('plan.docx', sent)
  expect([same, bytes.equals(sent)]).toEqual([true, true])
})

test.each([
  ['signed', { ...WORD, '_xmlsignatures/sig1.xml': '<Signature/>' }],
  [
    'with an old document inside',
    { ...WORD, 'word/embeddings/old.doc': Buffer.from('SummaryInformation', 'utf16le').toString('latin1') },
  ],
])('a document that is %s is not kept, and the sentence says how to take the name out', async (_case, given) => {
  const sent = zipSync(
    Object.fromEntries(Object.entries(given).map(([path, text]) => [path, Buffer.from(text, 'latin1')])),
  )
  await expect(kept('plan.docx', sent)).rejects.toMatchObject({ because: 'file-names-author' })
})

test('B-zip-abuse: a part that unpacks to more than it announced is refused', async () => {
  const sent = Buffer.from(zipSync(parts({ ...TYPES, 'word/document.xml': 'a'.repeat(200_000) })))
  const place = sent.lastIndexOf('PK\x01\x02')
  sent.writeUInt32LE(10, place + 24)
  await expect(kept('plan.docx', sent)).rejects.toMatchObject({ because: 'file-unreadable' })
})

test('B-zip-abuse: more tags than a document has, or more to unpack in all that it holds, is refused', async () => {
  const many = zipSync(parts({ ...TYPES, 'word/document.xml': '<a/>'.repeat(2_000_000) }))
  await expect(kept('plan.docx', many)).rejects.toMatchObject({ because: 'file-names-author' })
  const wide = ' '.repeat(20_000_000)
  const inner = zipSync(parts({ ...TYPES, 'word/document.xml': `<a>${wide}</a>` }))
  const nested = { 'word/embeddings/a.docx': inner, 'word/embeddings/b.docx': inner, 'word/embeddings/c.docx': inner }
  const outer = zipSync({ ...parts({ ...TYPES, 'word/document.xml': '<a/>' }), ...nested })
  await expect(kept('plan.docx', outer)).rejects.toMatchObject({ because: 'file-names-author' })
})

test.each([
  [
    'as every part is locked',
    {
      ...OPEN,
      'META-INF/manifest.xml':
        '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry></manifest:manifest>',
    },
  ],
  [
    'as the whole is locked',
    { mimetype: OPEN.mimetype, 'encrypted-package': 'x', 'META-INF/manifest.xml': '<manifest:manifest/>' },
  ],
])('an open document with a password, %s, is refused for the password, not for a name', async (_case, given) => {
  const sent = parts(given)
  if ('content.xml' in sent) sent['content.xml'] = Uint8Array.of(0xff, 0x80, 0xc3, 0x28)
  await expect(kept('plan.odt', zipSync(sent))).rejects.toMatchObject({ because: 'file-locked' })
})

test.each([
  ['plan.docx', 'word/media/image1.jpeg', TYPES],
  ['talk.pptx', 'ppt/media/image1.jpg', TYPES],
  ['data.xlsx', 'xl/media/image1.JPG', TYPES],
  ['plan.odt', 'Pictures/1000.jpg', { mimetype: OPEN.mimetype }],
])(
  'B-metadata-identity: a photo inside %s is kept without place, device and author, as it lay',
  async (name, path, rest) => {
    const photo = await aPhoto({ width: 60, height: 40 })
    const plain = await sharp(photo).png().toBuffer()
    const sent = zipSync({ ...parts(rest), [path]: photo, 'word/media/plain.png': plain })
    expect(photo.includes('SECRET AUTHOR')).toBe(true)
    const { bytes } = await kept(name, sent)
    const files = unzipSync(bytes)
    const clean = Buffer.from(files[path] ?? [])
    const { format, width, height, exif, xmp } = await sharp(clean).metadata()
    expect([format, width, height, exif, xmp]).toEqual(['jpeg', 60, 40, undefined, undefined])
    expect(bytes.includes('SECRET')).toBe(false)
    expect(Buffer.from(files['word/media/plain.png'] ?? []).equals(plain)).toBe(true)
    expect((await kept(name, bytes)).same).toBe(true)
  },
)

test('B-metadata-identity: a photo in a workbook inside a document is looked at too', async () => {
  const inner = zipSync({ ...parts(TYPES), 'xl/media/image1.jpg': await aPhoto({ width: 60, height: 40 }) })
  const { bytes } = await kept('plan.docx', zipSync({ ...parts(TYPES), 'word/embeddings/chart.xlsx': inner }))
  const chart = unzipSync(bytes)['word/embeddings/chart.xlsx'] ?? new Uint8Array()
  expect(Buffer.from(unzipSync(chart)['xl/media/image1.jpg'] ?? []).includes('SECRET')).toBe(false)
})

test.each(['png', 'webp'] as const)(
  'B-metadata-identity: a %s inside a document loses its description, and no dot of it',
  async (format) => {
    const photo = await sharp(await aPhoto({ width: 60, height: 40 }))
      .keepMetadata()
      [format]({ lossless: true } as never)
      .toBuffer()
    expect(photo.includes('SECRET AUTHOR')).toBe(true)
    const { bytes } = await kept('plan.docx', zipSync({ ...parts(TYPES), [`word/media/image1.${format}`]: photo }))
    const clean = Buffer.from(unzipSync(bytes)[`word/media/image1.${format}`] ?? [])
    const { exif, xmp, width } = await sharp(clean, { failOn: 'warning' }).metadata()
    expect([exif, xmp, width, clean.includes('SECRET')]).toEqual([undefined, undefined, 60, false])
    expect((await sharp(clean).raw().toBuffer()).equals(await sharp(photo).raw().toBuffer())).toBe(true)
  },
)

test('behind the end of a photo lies another one with a description of its own: it goes', async () => {
  const plain = await sharp(await aPhoto({ width: 60, height: 40 }))
    .jpeg({ progressive: true })
    .toBuffer()
  const double = Buffer.concat([plain, await aPhoto({ width: 8, height: 8 })])
  const { bytes } = await kept('plan.docx', zipSync({ ...parts(TYPES), 'word/media/image1.jpg': double }))
  expect(Buffer.from(unzipSync(bytes)['word/media/image1.jpg'] ?? []).equals(plain)).toBe(true)
})

test('a picture of a kind that cannot be cleaned is kept only where it says nothing', async () => {
  const plain = await sharp(await aPhoto({ width: 60, height: 40 }))
    .tiff()
    .toBuffer()
  // One line in its list of facts: where the place it was taken at is written.
  const placed = Buffer.from('49492a000800000001002588040001000000000000000000', 'hex')
  const sent = (tiff: Buffer) => zipSync({ ...parts(TYPES), 'word/media/image1.tif': tiff })
  await expect(kept('plan.docx', sent(placed))).rejects.toMatchObject({ because: 'file-names-author' })
  expect((await kept('plan.docx', sent(plain))).same).toBe(true)
})

test('more pictures than can be looked through are refused with a sentence of their own', async () => {
  const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [`word/media/image${at}.png`, dot]))
  await expect(kept('plan.docx', zipSync({ ...parts(TYPES), ...many }))).rejects.toMatchObject({
    because: 'file-many-pictures',
  })
})

test('what calls itself a photo, cannot be opened and carries more than pixels is not kept', async () => {
  const broken = Buffer.concat([Buffer.from('\xff\xd8\xff\xe1\x00\x10Exif\0\0', 'latin1'), Buffer.alloc(20)])
  const sent = (bytes: Uint8Array) => zipSync({ ...parts(TYPES), 'word/media/image1.jpg': bytes })
  await expect(kept('plan.docx', sent(broken))).rejects.toMatchObject({ because: 'file-names-author' })
  for (const silent of ['no picture at all', ''])
    expect((await kept('plan.docx', sent(Buffer.from(silent)))).same).toBe(true)
})
