import type { Pdf, Run } from './pdf.ts'

const EDGE = 58
const FOOT = 40
/** How much wider bold letters are, with a little to spare. */
const WIDER = 0.09

/** Where running text stands now: one block after the other, a new page when the next one has no room. */
export class Flow {
  readonly pdf: Pdf
  readonly width: number
  readonly left = EDGE
  readonly #bottom: number
  #y = EDGE

  constructor(pdf: Pdf) {
    this.pdf = pdf
    const { width, height } = pdf.doc.page
    this.width = width - 2 * EDGE
    this.#bottom = height - EDGE - FOOT / 2
  }

  /** A place for so much, with what must follow on the same page. */
  take(height: number, { after = 0, before = 0 }: { after?: number; before?: number } = {}): number {
    const first = this.#y === EDGE
    const space = first ? 0 : before
    if (!first && this.#y + space + height + after > this.#bottom) {
      this.pdf.doc.addPage()
      this.#y = EDGE
      return this.take(height, { after })
    }
    const y = this.#y + space
    this.#y = y + height
    return y
  }

  /** Words in bold are wider: by their share the lines are taken to be shorter. */
  height(runs: readonly Run[], width: number): number {
    const text = runs.map((run) => run.text).join('')
    const plain = runs.find(({ ink }) => !ink.face.endsWith('Bold'))?.ink ?? runs[0]?.ink
    const bold = runs.reduce((sum, run) => sum + (run.ink.face === plain?.face ? 0 : run.text.length), 0)
    return plain ? this.pdf.height(text, width * (1 - (WIDER * bold) / Math.max(1, text.length)), plain) : 0
  }

  /** What stands at the foot of every page, once it is known how many there are. */
  feet(words: (page: number, pages: number) => string): void {
    const { doc } = this.pdf
    const { count } = doc.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      doc.switchToPage(page)
      // The margin would send the foot to a page of its own.
      doc.page.margins.bottom = 0
      const at = { x: this.left, y: doc.page.height - EDGE, width: this.width }
      this.pdf.decoration(() =>
        this.pdf.text(words(page + 1, count), at, { face: 'sans', size: 8.5, color: '#333333' }),
      )
    }
  }
}
