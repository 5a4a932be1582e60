import { describe, expect, test } from 'vitest'
import { MAP_WIDTH, pathMap, STONE } from './path-map.ts'

const stones = (many: number) => Array.from({ length: many }, (_, at) => `s${at}`)
const map = pathMap([
  { id: 'start', layer: 0, after: [], stones: stones(9) },
  { id: 'left', layer: 1, after: ['start'], stones: stones(4) },
  { id: 'right', layer: 1, after: ['start'], stones: stones(1) },
  { id: 'end', layer: 2, after: ['left', 'right'], stones: stones(2) },
])

describe('the map of a pathway', () => {
  test('has every stone inside its box, and no stone on another', () => {
    for (const { x, y, width, height, stones: placed } of map.boxes)
      for (const [at, one] of placed.entries()) {
        expect(one.x - STONE).toBeGreaterThan(x)
        expect(one.x + STONE).toBeLessThan(x + width)
        expect(one.y - STONE).toBeGreaterThan(y)
        expect(one.y + STONE).toBeLessThan(y + height)
        for (const other of placed.slice(at + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * STONE)
      }
  })

  test('puts steps of one layer beside each other, and the next below both', () => {
    const [start, left, right, end] = map.boxes
    expect(left?.y).toBe(right?.y)
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBe(MAP_WIDTH)
    expect(right?.height).toBe(left?.height)
    expect(left?.y).toBeGreaterThan((start?.y ?? 0) + (start?.height ?? 0))
    expect(map.height).toBe((end?.y ?? 0) + (end?.height ?? 0))
  })

  test('leads from each step down to the ones it opens', () => {
    expect(map.links.map(({ id }) => id)).toEqual(['start left', 'start right', 'left end', 'right end'])
    for (const { from, to } of map.links) expect(to.y).toBeGreaterThan(from.y)
  })

  test('of no step is empty', () => {
    expect(pathMap([])).toEqual({ height: 0, boxes: [], links: [] })
  })
})
