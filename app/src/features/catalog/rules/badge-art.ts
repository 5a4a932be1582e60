import { STRANDS, type Strand } from '../model.ts'
import { STRAND_LOOKS } from './strand.ts'

const PAPER = '#FBFAF7'
const POINTS = 24

export interface BadgeArt {
  strand: Strand
  /** `image.seed`: the slug at first publication, or `stack:{slug}`. */
  slug: string
  title: string
  /** Text alternative, see `badgeAlt`. */
  alt: string
  /** SHA-256 of `badgeSeed(strand, slug)` in UTF-8. */
  digest: Uint8Array
}

interface Stone {
  cx: number
  cy: number
  rx: number
  ry: number
  tilt: number
  k: number
}

/** The text whose SHA-256 draws the badge. */
export function badgeSeed(strand: Strand, slug: string): string {
  return `cairn-badge-1\n${strand}\n${slug}`
}

export function stoneCount(digest: Uint8Array): number {
  return 3 + ((digest[0] ?? 0) % 3)
}

/** What a person hears in place of the picture. */
export function badgeAlt(badge: { strand: Strand; title: string; digest: Uint8Array }): string {
  const stones = stoneCount(badge.digest)
  return `Badge for ${badge.title}: a cairn of ${stones} stones, ${STRAND_LOOKS[badge.strand].title} strand`
}

/** The same badge on every host: an SVG of 600 × 600 from strand, slug and digest alone. */
export function badgeArt({ strand, slug, title, alt, digest }: BadgeArt): string {
  if (digest.length !== 32) throw new RangeError('The digest has 32 bytes.')
  const { color } = STRAND_LOOKS[strand]
  const name = `badge-${slug.replace(/[^a-z0-9-]/g, '-')}-title`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600" role="img" aria-label="${escaped(alt)}">`,
    `<title id="${name}">${escaped(title)}</title>`,
    `<rect width="600" height="600" rx="48" fill="${PAPER}"/>`,
    `<circle cx="300" cy="300" r="270" fill="none" stroke="${color}" stroke-width="8"/>`,
    `<g stroke="${color}" stroke-width="6" stroke-linejoin="round">`,
    ...stonesOf(digest).map((stone, i) => `<path fill="${i % 2 === 0 ? color : '#FFFFFF'}" d="${outline(stone)}"/>`),
    '</g>',
    pebble(strand, color),
    '</svg>',
  ].join('')
}

function stonesOf(digest: Uint8Array): Stone[] {
  const u = (i: number) => (digest[i] ?? 0) / 255
  const n = stoneCount(digest)
  const parts = Array.from({ length: n }, (_, i) => 1 + 0.6 * u(2 + i))
  const unit = (300 - 6 * (n - 1)) / parts.reduce((sum, part) => sum + part, 0)
  let bottom = 452
  let width = 250 + 40 * u(1)
  return parts.map((part, i) => {
    const height = part * unit
    const stone = {
      cx: 300 + 26 * (u(8 + i) - 0.5),
      cy: bottom - height / 2,
      rx: width / 2,
      ry: height / 2,
      tilt: 8 * (u(14 + i) - 0.5),
      k: 2.2 + 1.2 * u(20 + i),
    }
    bottom -= height + 6
    width *= 0.7 + 0.1 * u(2 + i)
    return stone
  })
}

/** A superellipse of 24 points, tilted about its center. */
function outline({ cx, cy, rx, ry, tilt, k }: Stone): string {
  const turn = (tilt * Math.PI) / 180
  const points = Array.from({ length: POINTS }, (_, t) => {
    const angle = (2 * Math.PI * t) / POINTS
    const x = rx * rounded(Math.cos(angle), k)
    const y = ry * rounded(Math.sin(angle), k)
    return `${tenth(cx + x * Math.cos(turn) - y * Math.sin(turn))} ${tenth(cy + x * Math.sin(turn) + y * Math.cos(turn))}`
  })
  return `M${points.join('L')}Z`
}

function rounded(ratio: number, k: number): number {
  return Math.sign(ratio) * Math.abs(ratio) ** (2 / k)
}

/** On the ring at the hour of the strand, so that a strand can be told without its color. */
function pebble(strand: Strand, color: string): string {
  const angle = ((STRANDS.indexOf(strand) + 1) * Math.PI) / 6
  const place = `cx="${tenth(300 + 270 * Math.sin(angle))}" cy="${tenth(300 - 270 * Math.cos(angle))}"`
  return `<circle ${place} r="26" fill="${PAPER}"/><circle ${place} r="18" fill="${color}"/>`
}

/** Rounded to a tenth through a step of 1e-6, so that platforms whose sine differs in the last bit agree. */
function tenth(value: number): string {
  return String(Math.round(Math.round(value * 1e6) / 1e5) / 10)
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
