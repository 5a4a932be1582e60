import { encode } from 'uqr'

interface Box {
  readonly x: number
  readonly y: number
  readonly edge: number
}
const PIECE = /<(rect|circle|path|g|\/g)\b([^<>]*)>/g
const ATTRIBUTE = /(?<![a-z-])([a-z-]+)="([^"]*)"/g
type Attributes = Readonly<Record<string, string>>

/** Pictures made of rectangles, circles and paths, drawn as what they are: sharp at every size. */
export function drawSvg(doc: PDFKit.PDFDocument, svg: string, { x, y, edge }: Box): void {
  const side = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1] ?? edge)
  const groups: Attributes[] = []
  doc
    .save()
    .translate(x, y)
    .scale(edge / side)
  for (const [, name, rest = ''] of svg.matchAll(PIECE)) {
    const own = Object.fromEntries([...rest.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value]))
    if (name === 'g') groups.push(own)
    else if (name === '/g') groups.pop()
    else drawShape(doc, name ?? '', Object.assign({}, ...groups, own))
  }
  doc.restore()
}

function drawShape(doc: PDFKit.PDFDocument, name: string, shape: Attributes): void {
  const number = (key: string) => Number(shape[key] ?? 0)
  if (name === 'rect') doc.roundedRect(number('x'), number('y'), number('width'), number('height'), number('rx'))
  else if (name === 'circle') doc.circle(number('cx'), number('cy'), number('r'))
  else doc.path(shape.d ?? '')
  paint(doc, shape)
}

function paint(doc: PDFKit.PDFDocument, { fill = '#000000', stroke, ...line }: Attributes): void {
  doc.lineWidth(Number(line['stroke-width'] ?? 1)).lineJoin(line['stroke-linejoin'] === 'round' ? 'round' : 'miter')
  if (stroke === undefined) doc.fill(fill)
  else if (fill === 'none') doc.stroke(stroke)
  else doc.fillAndStroke(fill, stroke)
}

/** A QR code with its quiet zone of four modules, black on white. */
export function drawQr(doc: PDFKit.PDFDocument, address: string, { x, y, edge }: Box): void {
  const { data, size } = encode(address, { ecc: 'M', border: 4 })
  const module = edge / size
  doc.save().rect(x, y, edge, edge).fill('#FFFFFF')
  // A hair wider than a module, so that no viewer shows a seam.
  for (const [row, line] of data.entries())
    for (const [column, dark] of line.entries())
      if (dark) doc.rect(x + column * module, y + row * module, module + 0.05, module + 0.05)
  doc.fill('#000000').restore()
}

/** The seal of the house on paper: a scalloped disc with three stones. */
export function drawSeal(doc: PDFKit.PDFDocument, { x, y, edge }: Box): void {
  const points = Array.from({ length: 64 }, (_, i) => {
    const [radius, turn] = [i % 2 === 0 ? 47 : 43.5, (Math.PI * i) / 32]
    return [50 + radius * Math.sin(turn), 50 - radius * Math.cos(turn)] as [number, number]
  })
  doc
    .save()
    .translate(x, y)
    .scale(edge / 100)
  doc
    .lineWidth(1.2)
    .polygon(...points)
    .fillAndStroke('#E8A317', '#1B1F24')
  doc.circle(50, 50, 37).stroke('#1B1F24')
  doc.ellipse(50, 66, 20, 7.6).fill('#1B1F24')
  doc.lineWidth(2.4).ellipse(48.4, 50.4, 14, 6.2).fillAndStroke('#E8A317', '#1B1F24')
  doc.ellipse(51, 37, 8.6, 5.2).fill('#1B1F24')
  doc.restore()
}
