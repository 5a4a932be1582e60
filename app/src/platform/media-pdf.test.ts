import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { pdfOf as pdf, pdfStream as stream } from '../testing/factories/pdf.ts'
import { lookAt } from './media.ts'

const NAME = 'Canary Lopez'
const PAGES = [
  '<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Annots [4 0 R] >>',
  `<< /Type /Annot /Subtype /Text /T (${NAME}) /Contents (well \\) done) >>`,
]
const XMP = `<?xpacket begin="" id="W5M0"?><x:xmpmeta><dc:creator>${NAME}</dc:creator>${' '.repeat(200)}</x:xmpmeta><?xpacket end="w"?>`
const INFO = `<< /Title (Plan \\(${NAME}\\)) /Author 7 0 R /Creator <43616e617279> /Company (${NAME}) /CreationDate (D:2026) >>`
const PLAIN = [...PAGES, INFO, stream('/Type /Metadata /Subtype /XML', Buffer.from(XMP)), `(${NAME})`]
const INNER = [`<< /Author (${NAME}) /Producer (Canary) >>`, `<< /Type /Annot /Subtype /Ink /T (${NAME}) >>`]
function packed(filter = '/Filter /FlateDecode'): Buffer {
  const head = `20 0 21 ${INNER[0]?.length ?? 0} `
  const content = deflateSync(Buffer.from(head + INNER.join('') + '<< /A (b) >>'.repeat(40), 'latin1'))
  return stream(`/Type /ObjStm /N 2 /First ${head.length} ${filter}`, content)
}

async function kept(bytes: Buffer, { again = true } = {}): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-'))
  try {
    const path = join(folder, 'arrived')
    await writeFile(path, bytes)
    if (again) await lookAt(path, 'plan.pdf')
    return await readFile((await lookAt(path, 'plan.pdf')).path)
  } finally {
    await rm(folder, { recursive: true })
  }
}
/** Every stream that can be unpacked, after the bytes themselves. */
function words(bytes: Buffer): string {
  const text = bytes.toString('latin1')
  const streams = [...text.matchAll(/\/Length (\d+)[^>]*>>\nstream\n/g)].map((found) => {
    const from = found.index + found[0].length
    const content = bytes.subarray(from, from + Number(found[1]))
    expect(
      text
        .slice(from + content.length)
        .trimStart()
        .startsWith('endstream'),
    ).toBe(true)
    return /FlateDecode/.test(text.slice(found.index - 80, from)) ? inflateSync(content).toString('latin1') : ''
  })
  return [text, ...streams].join('\n')
}

test('a document keeps its pages byte for byte and loses its authors', async () => {
  const sent = pdf(PLAIN, '/Info 5 0 R')
  const bytes = await kept(sent)
  expect(words(bytes)).not.toMatch(/canary|43616e617279/i)
  expect(bytes.length).toBe(sent.length)
  for (const page of PAGES.slice(0, 3)) expect(bytes.includes(page)).toBe(true)
  expect(bytes.toString('latin1')).toContain('/Contents (well \\) done)')
  expect(bytes.toString('latin1')).toContain('/CreationDate (D:2026)')
})

test('what an older version of the document said goes too', async () => {
  const first = pdf(PLAIN, '/Info 5 0 R')
  const place = first.length
  const more = `5 0 obj\n<< /Author (Canary Second) >>\nendobj\nxref\n5 1\n${String(place).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 8 /Root 1 0 R /Info 5 0 R >>\nstartxref\n${place + 48}\n%%EOF\n`
  expect(words(await kept(Buffer.concat([first, Buffer.from(more)])))).not.toMatch(/canary/i)
})

test('packed descriptions are unpacked, blanked, and packed again into their room', async () => {
  const flat = stream('/Type /Metadata /Subtype /XML /Filter /FlateDecode', deflateSync(Buffer.from(XMP.repeat(9))))
  const sent = pdf([...PAGES.slice(0, 3), packed(), flat], '/Info 20 0 R')
  expect(words(sent)).toMatch(/Canary/)
  const bytes = await kept(sent)
  expect(bytes.length).toBe(sent.length)
  expect(words(bytes)).not.toMatch(/canary/i)
  expect(words(bytes)).toContain('/A (b)')
})

test('a document that names nobody is kept as it came', async () => {
  const sent = pdf(PAGES.slice(0, 3), '')
  expect((await kept(sent)).equals(sent)).toBe(true)
})

test.each([
  ['signed', pdf([...PLAIN, '<< /Type /Sig /ByteRange [0 1 2 3] >>'], '/Info 5 0 R')],
  ['packed in a way that is not read', pdf([...PAGES.slice(0, 3), packed('/Filter /LZWDecode')], '/Info 20 0 R')],
])('a document that is %s is not kept', async (_case, sent) => {
  await expect(kept(sent)).rejects.toMatchObject({ because: 'file-names-author' })
})

test('openings without an end cost no more than their length', async () => {
  const sent = pdf([...PLAIN, '9 0 obj <<('.repeat(50_000)], '/Info 5 0 R')
  await expect(kept(sent)).rejects.toMatchObject({ because: 'file-names-author' })
})

test('descriptions whose length stands elsewhere cost no more than their number', async () => {
  const one = '1 0 obj<</Type/Metadata/Length 9 0 R>>stream\n\nendstream endobj\n'
  const sent = pdf([...PLAIN, `endobj ${one.repeat(150_000)} 9 0 obj 0`], '/Info 5 0 R')
  await kept(sent).then(
    (bytes) => expect(bytes.length).toBe(sent.length),
    (error) => expect(error.because).toBe('file-names-author'),
  )
})

test('what is kept has a whole description of the document', async () => {
  const once = await kept(pdf(PLAIN, '/Info 5 0 R'), { again: false })
  expect(once.toString('latin1')).toContain(
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>',
  )
})

test('a document that wants more memory than one may take is refused in words, and the next one is looked at', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-'))
  try {
    const file = await open(join(folder, 'arrived'), 'w')
    const end = 'trailer\n<< >>\nstartxref\n9\n%%EOF\n'
    await file.write('%PDF-1.5\n', 0)
    await file.write(end, 1_000_000_000)
    await file.close()
    await expect(lookAt(join(folder, 'arrived'), 'plan.pdf')).rejects.toMatchObject({ because: 'file-too-heavy' })
  } finally {
    await rm(folder, { recursive: true })
  }
  expect((await kept(pdf(PLAIN, '/Info 5 0 R'))).length).toBeGreaterThan(0)
})

/** As programs write a document for the web: the first page with its own table in front, which names place 0; the rest, with the table of everything before, behind. */
function forTheWeb(lock = ''): { bytes: Buffer; firstPart: number } {
  const front = '%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L 0000 /H [0 0] /O 4 /E 0 /N 1 /T 0 >>\nendobj\n'
  const first = `xref\n1 1\n0000000009 00000 n \ntrailer\n<< /Size 6 /Root 2 0 R /Prev 9999 ${lock} >>\nstartxref\n0\n%%EOF\n`
  const pages = PAGES.slice(0, 3).map((page, at) => `${at + 2} 0 obj\n${page}\nendobj\n`)
  const behind = `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n${front.length}\n%%EOF\n`
  const all = [front, first, ...pages, behind].join('')
  return { bytes: Buffer.from(all, 'latin1'), firstPart: front.length + first.length }
}

describe('the end of a document', () => {
  const whole = pdf(PLAIN, '/Info 5 0 R')
  test.each([
    ['made for the web', forTheWeb().bytes],
    ['whose last line was left out', whole.subarray(0, -'%%EOF\n'.length)],
    [
      'behind which a server sent a page of its own',
      Buffer.concat([whole, Buffer.from(`<!-- ${'-'.repeat(9_000)} -->`)]),
    ],
  ])('%s is there', async (_case, sent) => {
    expect(words(await kept(sent))).not.toMatch(/canary/i)
  })

  test.each([
    ['made for the web, of which only the first part arrived', forTheWeb().bytes.subarray(0, forTheWeb().firstPart)],
    ['made for the web, cut off among its pages', forTheWeb().bytes.subarray(0, forTheWeb().firstPart + 90)],
    ['made for the web, cut off in the place of its table', forTheWeb().bytes.subarray(0, -'3\n%%EOF\n'.length)],
    ['cut off in the number of its last place', whole.subarray(0, -'11\n%%EOF\n'.length)],
    ['whose addition was cut off', Buffer.concat([whole, Buffer.from('8 0 obj\n<< /Type /Page >>\nendobj\nxref\n')])],
  ])('%s is not', async (_case, sent) => {
    await expect(kept(sent)).rejects.toMatchObject({ because: 'file-truncated' })
  })

  test('a lock is seen wherever the table stands', async () => {
    await expect(kept(forTheWeb('/Encrypt 9 0 R').bytes)).rejects.toMatchObject({ because: 'file-locked' })
  })
})
