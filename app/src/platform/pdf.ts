import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { unpackWoff } from './woff.ts'

export type Face = 'serif' | 'serifBold' | 'sans' | 'sansBold'
export interface Sheet {
  readonly title: string
  readonly author: string
  readonly lang: string
  readonly paper: 'letter' | 'a4'
  readonly createdAt: Date
  /** Pages stay open until the end, so that each can say of how many it is one. */
  readonly several?: true
}
export interface Placed {
  readonly x: number
  readonly y: number
  readonly width: number
}
export interface Ink {
  readonly face: Face
  readonly size: number
  readonly color?: string
  readonly align?: 'left' | 'right'
  readonly link?: string
}
/** Words in one face, among others in the same paragraph. */
export interface Run {
  readonly text: string
  readonly ink: Ink
}
interface Tagged {
  readonly within?: PDFKit.PDFStructureElement
  /** What a heading of a table is the heading of. */
  readonly scope?: 'Column' | 'Row'
}
interface HasGlyphs {
  readonly _font: { readonly font: { hasGlyphForCodePoint(point: number): boolean } }
}

const FAMILIES: Readonly<Record<Face, { name: string; weight: number; subsets: readonly string[] }>> = {
  serif: { name: 'source-serif-4', weight: 400, subsets: ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'] },
  serifBold: {
    name: 'source-serif-4',
    weight: 600,
    subsets: ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'],
  },
  sans: { name: 'atkinson-hyperlegible-next', weight: 400, subsets: ['latin', 'latin-ext'] },
  sansBold: { name: 'atkinson-hyperlegible-next', weight: 700, subsets: ['latin', 'latin-ext'] },
}
const require = createRequire(import.meta.url)
const files = new Map<string, Buffer>()

function fontFile(face: Face, subset: string): Buffer {
  const { name, weight } = FAMILIES[face]
  const path = `@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff`
  const known = files.get(path) ?? unpackWoff(readFileSync(require.resolve(path)))
  files.set(path, known)
  return known
}

/** Tagged pages with a title and a language, in the faces of the house, embedded. Text is set as glyphs: nothing in a name becomes an instruction. */
export class Pdf {
  readonly doc: PDFKit.PDFDocument
  readonly root: PDFKit.PDFStructureElement
  readonly #bytes: Promise<Uint8Array>
  readonly #opened = new Set<string>()

  constructor({ title, author, lang, paper, createdAt, several = undefined }: Sheet) {
    this.doc = new PDFDocument({
      size: paper === 'a4' ? 'A4' : 'LETTER',
      margin: 51,
      pdfVersion: '1.7',
      subset: 'PDF/UA' as never,
      tagged: true,
      displayTitle: true,
      bufferPages: several === true,
      lang,
      info: { Title: title, Author: author, Creator: 'Cairn', CreationDate: createdAt },
    })
    this.#bytes = gathered(this.doc)
    this.root = this.doc.struct('Document')
    this.doc.addStructure(this.root)
  }

  /** A tagged piece, in reading order; what is drawn inside belongs to it. */
  piece(type: string, draw: () => void, alt?: string): void {
    this.root.add(this.doc.struct(type, alt === undefined ? {} : { alt }, draw))
  }

  /** A paragraph of words in several faces; a link among them is a piece of its own, as who listens expects. */
  words(type: string, runs: readonly Run[], { within = this.root, scope, ...at }: Placed & Tagged): void {
    const element = this.doc.struct(type, (scope ? { scope } : {}) as object)
    within.add(element)
    for (const [place, { text, ink }] of runs.entries()) {
      const draw = () => this.#draw(text, ink, { at, begins: place === 0, ends: place === runs.length - 1 })
      element.add(ink.link ? this.doc.struct('Link', {}, draw) : draw)
    }
    element.end()
  }

  /** Lines and frames that say nothing: skipped by who reads aloud. */
  decoration(draw: () => void): void {
    this.doc.markContent('Artifact', { type: 'Layout' })
    draw()
    this.doc.endMarkedContent()
  }

  /** Whether every letter has a shape in our faces. */
  canWrite(text: string, face: Face): boolean {
    return [...text].every((letter) => this.#subsetFor(letter, face) !== null)
  }

  height(text: string, width: number, { face, size }: Ink): number {
    this.#use(face, 'latin')
    return this.doc.fontSize(size).heightOfString(text, { width, lineGap: gap(size) })
  }

  width(text: string, { face, size }: Ink): number {
    this.#use(face, 'latin')
    return this.doc.fontSize(size).widthOfString(text)
  }

  text(text: string, at: Placed, ink: Ink): void {
    this.#draw(text, ink, { at, begins: true, ends: true })
  }

  async finish(): Promise<Uint8Array> {
    this.root.end()
    this.doc.end()
    return this.#bytes
  }

  #draw(text: string, ink: Ink, { at, begins, ends }: { at: Placed; begins: boolean; ends: boolean }): void {
    const { face, size, color = '#000000', align = 'left', link } = ink
    const pieces = this.#pieces(text, face)
    this.doc.fontSize(size).fillColor(color)
    for (const [place, { subset, letters }] of pieces.entries()) {
      this.#use(face, subset)
      const continued = !ends || place < pieces.length - 1
      // What goes on keeps the options before it: a link ends only where the next run says so.
      const options = {
        width: at.width,
        align,
        lineGap: gap(size),
        continued,
        link: link ?? (null as unknown as string),
      }
      if (begins && place === 0) this.doc.text(letters, at.x, at.y, options)
      else this.doc.text(letters, options)
    }
  }

  #use(face: Face, subset: string): void {
    const name = `${face} ${subset}`
    if (!this.#opened.has(name)) this.doc.registerFont(name, fontFile(face, subset))
    this.#opened.add(name)
    this.doc.font(name)
  }

  #subsetFor(letter: string, face: Face): string | null {
    const point = letter.codePointAt(0) ?? 0
    return (
      FAMILIES[face].subsets.find((subset) => {
        this.#use(face, subset)
        return (this.doc as unknown as HasGlyphs)._font.font.hasGlyphForCodePoint(point)
      }) ?? null
    )
  }

  /** Runs of letters that one font file holds; a letter without a shape stays in the first. */
  #pieces(text: string, face: Face): { subset: string; letters: string }[] {
    const pieces: { subset: string; letters: string }[] = []
    for (const letter of text) {
      const last = pieces.at(-1)
      const subset = letter === ' ' && last ? last.subset : (this.#subsetFor(letter, face) ?? 'latin')
      if (last?.subset === subset) last.letters += letter
      else pieces.push({ subset, letters: letter })
    }
    return pieces
  }
}

/** Headings stand closer than running text. */
function gap(size: number): number {
  return size > 16 ? -size * 0.08 : size * 0.12
}

function gathered(doc: PDFKit.PDFDocument): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    doc.on('error', reject)
  })
}
