import type { Ink, Pdf } from '../../../platform/pdf.ts'

export interface Frame {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly textLeft: number
  readonly textRight: number
}
export interface Facts {
  readonly address: string
  readonly title: string
  readonly issuer: string
  readonly kind: string
  readonly to: string
  readonly name: string
  /** In place of a name that our faces cannot draw. */
  readonly nameless: string
  readonly summary: string
  readonly shown: string
  readonly criteria: readonly { readonly title: string; readonly level: string }[]
  readonly more: (count: number) => string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly notices: readonly string[]
  readonly check: string
  readonly signed: string | null
  readonly badgeAlt: string
}
export interface Block {
  readonly height: number
  readonly draw: (y: number) => void
}
interface Layout {
  readonly frame: Frame
  readonly scale: number
  readonly badge: number
}
/** How much is shown, and how large: less and smaller until it fits one sheet. */
interface Try {
  readonly scale: number
  readonly most: number
}

const TRIES: readonly Try[] = [1, 0.94, 0.88, 0.82, 0.76]
  .map((scale) => ({ scale, most: 12 }))
  .concat([10, 8, 6, 4].map((most) => ({ scale: 0.76, most })))
const PINE = '#0F5C4D'
const LINE = '#999999'
const MUTED = '#333333'

/** The first try that fits; the last one in any case. */
export function fitted(make: (given: Try) => Block[], room: number): Block[] {
  for (const given of TRIES) {
    const blocks = make(given)
    if (blocks.reduce((sum, { height }) => sum + height, 0) <= room) return blocks
  }
  return make(TRIES.at(-1) as Try)
}

export function blocksOf(pdf: Pdf, facts: Facts, layout: Layout & { readonly most: number }): Block[] {
  const { frame, scale, badge } = layout
  const width = frame.textRight - frame.textLeft
  const narrow = width - badge - 18
  const at = (size: number) => size * scale
  const make = paragraphs(pdf, frame.textLeft)
  const space = (height: number): Block => ({ height: height * scale, draw: () => undefined })
  const head = [
    ...facts.notices.map((notice) => make('P', notice, narrow, { face: 'sansBold', size: at(11), color: '#8C1D18' })),
    make('P', facts.issuer, narrow, { face: 'serifBold', size: at(13) }),
    space(10),
    make('H1', facts.title, narrow, { face: 'serifBold', size: at(facts.title.length > 60 ? 21 : 25) }),
    space(4),
    make('P', facts.kind, narrow, { face: 'sans', size: at(10), color: MUTED }),
  ]
  const used = head.reduce((sum, { height }) => sum + height, 0)
  const named = pdf.canWrite(facts.name, 'serif')
  return [
    ...head,
    { height: Math.max(0, badge - used), draw: () => undefined },
    space(20),
    make('P', facts.to, width, { face: 'sans', size: at(9.5), color: MUTED }),
    make('P', named ? facts.name : facts.nameless, width, { face: 'serif', size: at(named ? 24 : 12) }),
    rule(pdf, frame, 10 * scale),
    ...(facts.summary ? [make('P', facts.summary, width, { face: 'serif', size: at(11.5) })] : []),
    space(18),
    ...(facts.criteria.length > 0 ? criteriaBlocks(pdf, facts, { ...layout, width }) : []),
    space(14),
    factsRow(pdf, facts.facts, { x: frame.textLeft, width, scale }),
  ]
}

function paragraphs(pdf: Pdf, x: number) {
  return (tag: string, text: string, width: number, ink: Ink): Block => ({
    height: pdf.height(text, width, ink),
    draw: (y) => pdf.piece(tag, () => pdf.text(text, { x, y, width }, ink)),
  })
}

function rule(pdf: Pdf, { textLeft, textRight }: Frame, height: number): Block {
  return {
    height,
    draw: (y) =>
      pdf.decoration(() =>
        pdf.doc
          .lineWidth(0.75)
          .moveTo(textLeft, y + 3)
          .lineTo(textRight, y + 3)
          .stroke('#000000'),
      ),
  }
}

type Wide = Layout & { readonly most: number; readonly width: number }

function criteriaBlocks(pdf: Pdf, { shown, criteria, more }: Facts, layout: Wide): Block[] {
  const { frame, scale, width, most } = layout
  const make = paragraphs(pdf, frame.textLeft)
  const rest = criteria.length - most
  return [
    make('H2', shown, width, { face: 'sansBold', size: 11 * scale }),
    { height: 4 * scale, draw: () => undefined },
    ...criteria.slice(0, most).map((criterion) => criterionBlock(pdf, criterion, layout)),
    ...(rest > 0 ? [make('P', more(rest), width, { face: 'sans', size: 9.5 * scale, color: MUTED })] : []),
  ]
}

function criterionBlock(pdf: Pdf, { title, level }: Facts['criteria'][number], { frame, scale, width }: Wide): Block {
  const ink: Ink = { face: 'sans', size: 10 * scale }
  const room = { title: width - 118, level: 92 }
  const height = pdf.height(title, room.title, ink) + 8 * scale
  const x = frame.textLeft
  return {
    height,
    draw: (y) => {
      pdf.decoration(() => {
        pdf.doc
          .lineWidth(0.5)
          .moveTo(x, y)
          .lineTo(x + width, y)
          .stroke(LINE)
        checkMark(pdf.doc, { x, y: y + 4.5 * scale, edge: 10 * scale })
      })
      pdf.piece('P', () => {
        pdf.text(title, { x: x + 18, y: y + 4 * scale, width: room.title }, ink)
        pdf.text(
          level,
          { x: x + width - room.level, y: y + 4 * scale, width: room.level },
          { ...ink, color: MUTED, align: 'right' },
        )
      })
    },
  }
}

function checkMark(doc: PDFKit.PDFDocument, { x, y, edge }: { x: number; y: number; edge: number }): void {
  doc
    .save()
    .translate(x, y)
    .scale(edge / 16)
  doc.circle(8, 8, 7).fill(PINE)
  doc.path('M4.6 8.2 7.1 10.6 11.5 5.9').lineWidth(1.7).stroke('#FFFFFF')
  doc.restore()
}

function factsRow(
  pdf: Pdf,
  facts: Facts['facts'],
  { x, width, scale }: { x: number; width: number; scale: number },
): Block {
  const label: Ink = { face: 'sans', size: 9 * scale, color: MUTED }
  const value: Ink = { face: 'sansBold', size: 10.5 * scale }
  return {
    height: 32 * scale,
    draw: (y) => {
      let left = x
      for (const fact of facts) {
        const own = Math.max(pdf.width(fact.label, label), pdf.width(fact.value, value)) + 1
        const at = { x: left, width: Math.min(own, width) }
        left += own + 22 * scale
        pdf.piece('P', () => {
          pdf.text(fact.label, { ...at, y }, label)
          pdf.text(fact.value, { ...at, y: y + 13 * scale }, value)
        })
      }
    },
  }
}
