import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { STRANDS, type Strand } from '../model.ts'
import { badgeAlt, badgeArt, badgeSeed, stoneCount } from './badge-art.ts'
import { STRAND_LOOKS } from './strand.ts'

function digestOf(strand: Strand, slug: string): Uint8Array {
  return createHash('sha256').update(badgeSeed(strand, slug), 'utf8').digest()
}

function draw(strand: Strand, slug: string, title = 'Questions that probe'): string {
  const digest = digestOf(strand, slug)
  return badgeArt({ strand, slug, title, alt: badgeAlt({ strand, title, digest }), digest })
}

test.each([
  ['D', 'questions-that-probe', '0f3ac68779a1f4d4', 3],
  ['A', 'build-a-learner-profile', '2ba367ab63e026e3', 4],
] as const)('%s %s is drawn from digest %s… with %i stones', (strand, slug, start, stones) => {
  const digest = digestOf(strand, slug)
  expect(Buffer.from(digest).toString('hex').slice(0, 16)).toBe(start)
  expect(stoneCount(digest)).toBe(stones)
  expect(draw(strand, slug).match(/<path /g)).toHaveLength(stones)
})

test('the same seed gives the same bytes, to the last digit', () => {
  const svg = draw('D', 'questions-that-probe')
  expect(draw('D', 'questions-that-probe')).toBe(svg)
  expect(createHash('sha256').update(svg).digest('hex')).toMatchInlineSnapshot(
    `"f3dea3a49f81161338824b052506983f66a514b9507271db35e5eb6e2b280daf"`,
  )
})

test('stones stand on each other, 6 apart, from 452 up to 152', () => {
  const untilted = new Uint8Array(32)
  untilted.fill(0, 0, 14)
  untilted.fill(127.5, 14, 20)
  const svg = badgeArt({ strand: 'A', slug: 'x', title: 'x', alt: 'x', digest: untilted })
  const heights = [...svg.matchAll(/ d="M([^Z]*)Z"/g)].map(([, path]) => {
    const ys = (path ?? '').split('L').map((point) => Number(point.split(' ')[1]))
    return { top: Math.min(...ys), bottom: Math.max(...ys) }
  })
  expect(heights[0]?.bottom).toBeCloseTo(452, 0)
  expect(heights.at(-1)?.top).toBeCloseTo(152, 0)
  expect((heights[0]?.top ?? 0) - (heights[1]?.bottom ?? 0)).toBeCloseTo(6, 0)
})

test.each(STRANDS.map((strand, i) => [strand, i + 1] as const))(
  'the pebble of strand %s sits at %i o’clock',
  (strand, hour) => {
    const [, x, y] = /<circle cx="([\d.]+)" cy="([\d.]+)" r="18"/.exec(draw(strand, 'any-slug')) ?? []
    const angle = (Math.atan2(Number(x) - 300, 300 - Number(y)) * 180) / Math.PI
    expect(Math.round(((angle + 360) % 360) / 30) || 12).toBe(hour)
    expect(Math.hypot(Number(x) - 300, Number(y) - 300)).toBeCloseTo(270, 0)
    expect(draw(strand, 'any-slug')).toContain(STRAND_LOOKS[strand].color)
  },
)

test('ten thousand badges stay under 4 KB and hold nothing that runs, loads or writes', () => {
  const longest = 'W'.repeat(70)
  const sizes = Array.from({ length: 10_000 }, (_, i) => {
    const svg = draw(STRANDS[i % 12] ?? 'A', `slug-${i}`, longest)
    if (i < 300) expect(svg).not.toMatch(/<text|<script|<style|href|url\(|NaN|\son\w+=/)
    if (i < 300) expect(svg.match(/\bid="/g)).toHaveLength(1)
    return Buffer.byteLength(svg)
  })
  expect(Math.max(...sizes)).toBeLessThanOrEqual(4096)
})

test('a title with signs of markup stays text', () => {
  const svg = draw('B', 'tags', 'Use <b> & "quotes"')
  expect(svg).toContain('<title id="badge-tags-title">Use &#60;b&#62; &#38; &#34;quotes&#34;</title>')
})

test('the text alternative says title, stones and strand', () => {
  const digest = digestOf('D', 'questions-that-probe')
  expect(badgeAlt({ strand: 'D', title: 'Questions that probe', digest })).toBe(
    'Badge for Questions that probe: a cairn of 3 stones, Instructional practice strand',
  )
})

test('a digest of another length is refused', () => {
  expect(() => badgeArt({ strand: 'A', slug: 'x', title: 'x', alt: 'x', digest: new Uint8Array(20) })).toThrow(
    RangeError,
  )
})
