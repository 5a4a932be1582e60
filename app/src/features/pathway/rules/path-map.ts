/** Points of the drawing, 320 wide: a phone shows it whole. */
export const MAP_WIDTH = 320
export const STONE = 14
/** Half as high as a stop that is a whole stack. */
export const BAR = 14
const CELL = 40
const PAD = 8
const LABEL = 24
const BETWEEN = 32
const BESIDE = 12

export interface Place {
  readonly x: number
  readonly y: number
}
export interface Box<Stone, Bar> extends Place {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly stones: readonly (Place & { readonly stone: Stone })[]
  /** Below the stones, each a row of its own; its place is its left end. */
  readonly bars: readonly (Place & { readonly width: number; readonly bar: Bar })[]
}
export interface PathMap<Stone, Bar> {
  readonly height: number
  readonly boxes: readonly Box<Stone, Bar>[]
  readonly links: readonly { readonly id: string; readonly from: Place; readonly to: Place }[]
}
interface Placed<Stone, Bar> {
  readonly id: string
  readonly layer: number
  readonly after: readonly string[]
  readonly stones: readonly Stone[]
  readonly bars: readonly Bar[]
}

/** Steps as boxes in layers, those of one layer beside each other, their stones in rows, stacks as bars below them; lines from each to what it opens. */
export function pathMap<Stone, Bar>(steps: readonly Placed<Stone, Bar>[]): PathMap<Stone, Bar> {
  const boxes: Box<Stone, Bar>[] = []
  const depth = Math.max(-1, ...steps.map(({ layer }) => layer))
  let y = 0
  for (let layer = 0; layer <= depth; layer++) {
    const row = boxesOf(
      steps.filter((step) => step.layer === layer),
      y,
    )
    boxes.push(...row)
    y += Math.max(0, ...row.map(({ height }) => height)) + BETWEEN
  }
  return { height: Math.max(0, y - BETWEEN), boxes, links: linksOf(steps, boxes) }
}

/** How much of a bar is filled, a point inside its edge; a narrow one with little done shows none. */
export function doneWidth(width: number, share: number): number {
  return Math.max(0, share * width - 2)
}

const LETTER = 6.5

/** The first of these, longest first, that a bar of this width has room for within its round ends; in the narrowest nothing. */
export function fitting(texts: readonly string[], width: number): string {
  return texts.find((text) => text.length * LETTER <= width - BAR) ?? ''
}

function boxesOf<Stone, Bar>(steps: readonly Placed<Stone, Bar>[], y: number): Box<Stone, Bar>[] {
  const width = (MAP_WIDTH - BESIDE * (steps.length - 1)) / steps.length
  const inRow = Math.max(1, Math.floor((width - 2 * PAD) / CELL))
  const rowsOf = (stones: readonly Stone[]) => Math.ceil(stones.length / inRow)
  const rows = Math.max(...steps.map(({ stones, bars }) => rowsOf(stones) + bars.length))
  return steps.map(({ id, stones, bars }, at) => {
    const x = at * (width + BESIDE)
    const below = LABEL + (rowsOf(stones) + 0.5) * CELL
    return {
      ...{ id, x, y, width, height: LABEL + rows * CELL + PAD, stones: stonesOf(stones, { x, y, width, inRow }) },
      bars: bars.map((bar, row) => ({ bar, x: x + PAD, y: y + below + row * CELL, width: width - 2 * PAD })),
    }
  })
}

function stonesOf<Stone>(
  stones: readonly Stone[],
  { x, y, width, inRow }: Place & { width: number; inRow: number },
): Box<Stone, never>['stones'] {
  return stones.map((stone, at) => {
    const row = Math.floor(at / inRow)
    const many = Math.min(inRow, stones.length - row * inRow)
    const from = x + (width - many * CELL) / 2
    return { stone, x: from + ((at % inRow) + 0.5) * CELL, y: y + LABEL + (row + 0.5) * CELL }
  })
}

function linksOf<Stone, Bar>(
  steps: readonly Placed<Stone, Bar>[],
  boxes: readonly Box<Stone, Bar>[],
): PathMap<Stone, Bar>['links'] {
  const boxOf = new Map(boxes.map((box) => [box.id, box]))
  return steps.flatMap(({ id, after }) =>
    after.flatMap((before) => {
      const [upper, lower] = [boxOf.get(before), boxOf.get(id)]
      if (!upper || !lower) return []
      const from = { x: upper.x + upper.width / 2, y: upper.y + upper.height }
      return [{ id: `${before} ${id}`, from, to: { x: lower.x + lower.width / 2, y: lower.y } }]
    }),
  )
}
