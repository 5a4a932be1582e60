/** Points of the drawing, 320 wide: a phone shows it whole. */
export const MAP_WIDTH = 320
export const STONE = 14
const CELL = 40
const PAD = 8
const LABEL = 24
const BETWEEN = 32
const BESIDE = 12

export interface Place {
  readonly x: number
  readonly y: number
}
export interface Box<Stone> extends Place {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly stones: readonly (Place & { readonly stone: Stone })[]
}
export interface PathMap<Stone> {
  readonly height: number
  readonly boxes: readonly Box<Stone>[]
  readonly links: readonly { readonly id: string; readonly from: Place; readonly to: Place }[]
}
interface Placed<Stone> {
  readonly id: string
  readonly layer: number
  readonly after: readonly string[]
  readonly stones: readonly Stone[]
}

/** Steps as boxes in layers, those of one layer beside each other, their stones in rows; lines from each to what it opens. */
export function pathMap<Stone>(steps: readonly Placed<Stone>[]): PathMap<Stone> {
  const boxes: Box<Stone>[] = []
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

function boxesOf<Stone>(steps: readonly Placed<Stone>[], y: number): Box<Stone>[] {
  const width = (MAP_WIDTH - BESIDE * (steps.length - 1)) / steps.length
  const inRow = Math.max(1, Math.floor((width - 2 * PAD) / CELL))
  const rows = Math.max(...steps.map(({ stones }) => Math.ceil(stones.length / inRow)))
  return steps.map(({ id, stones }, at) => {
    const x = at * (width + BESIDE)
    return { id, x, y, width, height: LABEL + rows * CELL + PAD, stones: stonesOf(stones, { x, y, width, inRow }) }
  })
}

function stonesOf<Stone>(
  stones: readonly Stone[],
  { x, y, width, inRow }: Place & { width: number; inRow: number },
): Box<Stone>['stones'] {
  return stones.map((stone, at) => {
    const row = Math.floor(at / inRow)
    const many = Math.min(inRow, stones.length - row * inRow)
    const from = x + (width - many * CELL) / 2
    return { stone, x: from + ((at % inRow) + 0.5) * CELL, y: y + LABEL + (row + 0.5) * CELL }
  })
}

function linksOf<Stone>(steps: readonly Placed<Stone>[], boxes: readonly Box<Stone>[]): PathMap<Stone>['links'] {
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
