import PDFDocument from 'pdfkit'

export function pdfStream(dictionary: string, content: Buffer, length = String(content.length)): Buffer {
  return Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${length} >>\nstream\n`, 'latin1'),
    content,
    Buffer.from('\nendstream', 'latin1'),
  ])
}

/** Objects from 1 on, with a table of their places. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer: string): Buffer {
  const parts = [Buffer.from('%PDF-1.5\n', 'latin1')]
  const lengthOf = () => parts.reduce((sum, { length }) => sum + length, 0)
  const places = objects.map((object, at) => {
    const place = lengthOf()
    parts.push(Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object as string, 'latin1'), Buffer.from('\nendobj\n'))
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const start = lengthOf()
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  const end = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(table + end, 'latin1')])
}

/** A document as a program makes it that puts photos on a page: each whole, as it came. */
export async function aPdfWithPhotos(photos: readonly Buffer[]): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER' })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => document.on('end', resolve))
  document.text('What the board showed')
  for (const photo of photos) document.image(photo, { width: 200 })
  document.end()
  await ended
  return Buffer.concat(parts)
}

/** Every object by the table of places, each checked to stand there and to be as long as it says. */
export function objectsOf(bytes: Buffer): { readonly dictionary: string; readonly content: Buffer }[] {
  const text = bytes.toString('latin1')
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1])
  const table = text.slice(start, text.indexOf('trailer', start))
  if (!table.startsWith('xref')) throw new Error('no table of places where the end says')
  return [...table.matchAll(/(\d{10}) \d{5} n/g)].map(([, place], at) => {
    const head = new RegExp(`^${at + 1} 0 obj\\s+`).exec(text.slice(Number(place), Number(place) + 40))?.[0]
    if (!head) throw new Error(`object ${at + 1} is not at ${place}`)
    return objectAt(bytes, text, Number(place) + head.length)
  })
}

function objectAt(bytes: Buffer, text: string, at: number): { dictionary: string; content: Buffer } {
  const [word] = /stream\r?\n|endobj/.exec(text.slice(at)) ?? ['']
  const from = text.indexOf(word, at) + word.length
  const dictionary = text.slice(at, from - word.length)
  if (word === 'endobj') return { dictionary, content: Buffer.alloc(0) }
  const said = /\/Length (\d+)( 0 R)?/.exec(dictionary)
  const other = said?.[2] ? new RegExp(`\\n${said[1]} 0 obj\\s+(\\d+)`).exec(text)?.[1] : said?.[1]
  const to = from + Number(other)
  if (!/^\s{0,2}endstream\s+endobj/.test(text.slice(to, to + 30))) throw new Error('a stream is not as long as it says')
  return { dictionary, content: bytes.subarray(from, to) }
}
