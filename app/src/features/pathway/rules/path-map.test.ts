import { describe, expect, test } from 'vitest'
import { BAR, doneWidth, fitting, MAP_WIDTH, pathMap, STONE } from './path-map.ts'

const stones = (many: number) => Array.from({ length: many }, (_, at) => `s${at}`)
const map = pathMap([
  { id: 'start', layer: 0, after: [], stones: stones(9), bars: [] },
  { id: 'left', layer: 1, after: ['start'], stones: stones(4), bars: ['NOV', 'COA'] },
  { id: 'right', layer: 1, after: ['start'], stones: stones(1), bars: [] },
  { id: 'end', layer: 2, after: ['left', 'right'], stones: stones(2), bars: [] },
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

  test('has every stack in a row of its own below the stones of its box', () => {
    const left = map.boxes.find(({ id }) => id === 'left')
    const lowest = Math.max(...(left?.stones.map(({ y }) => y + STONE) ?? []))
    const [first, second] = left?.bars ?? []
    expect([first?.bar, second?.bar]).toEqual(['NOV', 'COA'])
    expect((first?.y ?? 0) - BAR).toBeGreaterThan(lowest)
    expect((second?.y ?? 0) - BAR).toBeGreaterThan((first?.y ?? 0) + BAR)
    expect((second?.y ?? 0) + BAR).toBeLessThan((left?.y ?? 0) + (left?.height ?? 0))
    expect((first?.x ?? 0) + (first?.width ?? 0)).toBeLessThan((left?.x ?? 0) + (left?.width ?? 0))
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

  test('fills no bar with less than nothing, and writes in each what there is room for', () => {
    const steps = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const { boxes } = pathMap(steps.map((id) => ({ id, layer: 0, after: [], stones: [], bars: ['NOV'] })))
    for (const { bars } of boxes)
      for (const { width } of bars) {
        expect(doneWidth(width, 0.1)).toBe(0)
        expect(fitting(['Novice year · 1 of 2', 'NOV · 1 of 2', 'NOV'], width)).toBe('')
      }
    expect(doneWidth(100, 0.5)).toBe(48)
    expect(fitting(['Novice year · 1 of 2', 'NOV · 1 of 2', 'NOV'], 300)).toBe('Novice year · 1 of 2')
    expect(fitting(['Novice year · 1 of 2', 'NOV · 1 of 2', 'NOV'], 110)).toBe('NOV · 1 of 2')
    expect(fitting(['Novice year · 1 of 2', 'NOV · 1 of 2', 'NOV'], 48)).toBe('NOV')
  })

  test('of no step is empty', () => {
    expect(pathMap([])).toEqual({ height: 0, boxes: [], links: [] })
  })
})
