import { Pdf, type Run } from '../../../platform/pdf.ts'
import { Flow } from '../../../platform/pdf-flow.ts'
import { inLocale, t } from '../../../text.ts'
import type { GuideBlock, GuideWord, GuideWords } from '../rules/guide-text.ts'
import type { Work } from '../tables.ts'
import type { GuideView } from '../views/guides.ts'
import { shortName } from './cited-text.tsx'
import { licenceOf } from './guide-licence.ts'

const BODY = { face: 'serif', size: 10.5 } as const
const SMALL = { face: 'sans', size: 9 } as const
const PINE = '#0F5C4D'
const LINE = '#999999'

interface Printed extends GuideView {
  readonly flow: Flow
}

/** A guide on paper: the words of its page in tagged pages with title, language, headings and page numbers. */
export async function guidePdf(view: GuideView, paper: 'letter' | 'a4'): Promise<Uint8Array> {
  const { title, language, changedOn } = view.guide
  const pdf = new Pdf({
    ...{ title, paper, lang: language, several: true },
    author: 'Cairn',
    createdAt: new Date(`${changedOn}T12:00:00Z`),
  })
  inLocale(language, () => draw({ ...view, flow: new Flow(pdf) }))
  return pdf.finish()
}

function draw(printed: Printed): void {
  const { guide, flow, baseUrl } = printed
  line(flow, 'P', [{ text: t('catalog.guide.above'), ink: { ...SMALL, color: PINE } }])
  line(flow, 'H1', [{ text: guide.title, ink: { face: 'serifBold', size: 24 } }], { before: 4 })
  line(flow, 'P', [{ text: guide.lead, ink: { face: 'serif', size: 12.5 } }], { before: 8 })
  for (const block of guide.blocks) drawBlock(printed, block)
  drawWorks(printed)
  line(flow, 'P', [{ text: licenceOf(guide.changedOn, guide.language), ink: SMALL }], { before: 16 })
  const address = `${baseUrl}/guides/${guide.slug}`
  flow.feet((page, pages) => t('catalog.guide.foot', { address, page, pages }))
}

interface Around {
  readonly before?: number
  readonly after?: number
  readonly indent?: number
}

function line(
  flow: Flow,
  tag: string,
  runs: readonly Run[],
  { before = 6, after = 0, indent = 0 }: Around = {},
): number {
  const width = flow.width - indent
  const y = flow.take(flow.height(runs, width), { before, after })
  flow.pdf.words(tag, runs, { x: flow.left + indent, y, width })
  return y
}

function drawBlock(printed: Printed, block: GuideBlock): void {
  const { flow } = printed
  if (block.kind === 'heading') drawHeading(flow, block)
  else if (block.kind === 'list') drawList(printed, block)
  else if (block.kind === 'table') drawTable(printed, block)
  else if (block.kind === 'note') drawNote(printed, block.words)
  else line(flow, 'P', runsOf(printed, block.words))
}

function drawHeading(flow: Flow, { level, text }: Extract<GuideBlock, { kind: 'heading' }>): void {
  const ink = { face: 'serifBold', size: level === 2 ? 15 : 12 } as const
  // A heading stays with what it heads.
  line(flow, `H${level}`, [{ text, ink }], { before: level === 2 ? 18 : 12, after: 60 })
  flow.pdf.doc.outline.addItem(text)
}

/** Paper cannot be pressed: the address follows the link. */
function runsOf(
  { works, baseUrl }: Pick<Printed, 'works' | 'baseUrl'>,
  words: GuideWords,
  plain: Run['ink'] = BODY,
): Run[] {
  const bold: Run['ink'] = { ...plain, face: plain.face === 'sans' ? 'sansBold' : 'serifBold' }
  return words.flatMap((word): Run[] => {
    if (word.kind === 'text') return [{ text: word.text, ink: plain }]
    if (word.kind === 'strong') return [{ text: word.text, ink: bold }]
    if (word.kind === 'citation') return [{ text: `(${citation(word.keys, works)})`, ink: plain }]
    return linked(word, baseUrl, plain)
  })
}

function linked({ text, href }: Extract<GuideWord, { kind: 'link' }>, baseUrl: string, plain: Run['ink']): Run[] {
  const address = href.startsWith('/') ? baseUrl + href : href
  return [
    { text, ink: { ...plain, color: PINE, link: address } },
    { text: ` (${address.replace(/^https?:\/\//, '')})`, ink: plain },
  ]
}

function citation(keys: readonly string[], works: readonly Work[]): string {
  return keys.flatMap((key) => works.filter((work) => work.key === key).map(shortName)).join('; ')
}

function drawList(printed: Printed, { ordered, items }: Extract<GuideBlock, { kind: 'list' }>): void {
  const { pdf, left, width } = printed.flow
  const list = pdf.doc.struct('L')
  pdf.root.add(list)
  for (const [place, words] of items.entries()) {
    const runs = runsOf(printed, words)
    const y = printed.flow.take(printed.flow.height(runs, width - 18), { before: 4 })
    const item = pdf.doc.struct('LI')
    list.add(item)
    const mark = ordered ? `${place + 1}.` : '•'
    pdf.words('Lbl', [{ text: mark, ink: BODY }], { x: left + 2, y, width: 16, within: item })
    pdf.words('LBody', runs, { x: left + 18, y, width: width - 18, within: item })
    item.end()
  }
  list.end()
}

function drawNote(printed: Printed, words: GuideWords): void {
  const { flow } = printed
  const runs = runsOf(printed, words)
  const height = flow.height(runs, flow.width - 16)
  const y = line(flow, 'BlockQuote', runs, { indent: 16 })
  flow.pdf.decoration(() => flow.pdf.doc.rect(flow.left, y, 2.5, height).fill(PINE))
}

/** Each row stays whole; where the table goes on, its columns stand where they stood. */
function drawTable(printed: Printed, { head, rows }: Extract<GuideBlock, { kind: 'table' }>): void {
  const { flow } = printed
  const { pdf } = flow
  const widths = widthsOf(head, rows).map((share) => share * flow.width)
  const table = pdf.doc.struct('Table')
  pdf.root.add(table)
  const lines: Run[][][] = [
    head.map((text) => [{ text, ink: { ...SMALL, face: 'sansBold' } }]),
    ...rows.map((row) => row.map((words) => runsOf(printed, words, SMALL))),
  ]
  for (const [place, row] of lines.entries()) {
    const height = Math.max(...row.map((runs, at) => flow.height(runs, (widths[at] ?? 0) - 8))) + 9
    const y = flow.take(height, place === 0 ? { before: 10, after: 40 } : {})
    pdf.decoration(() => rule(flow, y))
    drawRow(flow, { row, widths, y, within: table, head: place === 0 })
  }
  table.end()
}

interface Row {
  readonly row: readonly (readonly Run[])[]
  readonly widths: readonly number[]
  readonly y: number
  readonly within: PDFKit.PDFStructureElement
  readonly head: boolean
}

function drawRow({ pdf, left }: Flow, { row, widths, y, within, head }: Row): void {
  const line = pdf.doc.struct('TR')
  within.add(line)
  let x = left
  for (const [at, runs] of row.entries()) {
    const own = widths[at] ?? 0
    const place = { x, y: y + 5, width: own - 8, within: line }
    if (head || at === 0) pdf.words('TH', runs, { ...place, scope: head ? 'Column' : 'Row' })
    else pdf.words('TD', runs, place)
    x += own
  }
  line.end()
}

function rule({ pdf, left, width }: Flow, y: number): void {
  pdf.doc
    .lineWidth(0.5)
    .moveTo(left, y)
    .lineTo(left + width, y)
    .stroke(LINE)
}

/** Columns share the page by how much stands in them; an empty one, to be filled in by hand, gets room to write. */
function widthsOf(head: readonly string[], rows: readonly (readonly GuideWords[])[]): number[] {
  const lengths = head.map((text, at) => {
    const longest = Math.max(
      ...rows.map((row) => (row[at] ?? []).reduce((sum, word) => sum + ('text' in word ? word.text.length : 12), 0)),
    )
    return Math.sqrt(Math.max(text.length, longest, 12))
  })
  const all = lengths.reduce((sum, length) => sum + length, 0)
  return lengths.map((length) => length / all)
}

function drawWorks({ flow, works }: Printed): void {
  if (works.length === 0) return
  drawHeading(flow, { kind: 'heading', level: 2, text: t('catalog.page.references') })
  for (const { authors, year, title, venue, address } of works) {
    const said = `${authors} (${year}). ${title}. ${venue}.`
    const runs: Run[] = [{ text: address ? `${said} ` : said, ink: SMALL }]
    if (address) runs.push({ text: address, ink: { ...SMALL, color: PINE, link: address } })
    line(flow, 'P', runs)
  }
}
