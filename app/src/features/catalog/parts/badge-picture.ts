import { createHash } from 'node:crypto'
import { renderAsync } from '@resvg/resvg-js'
import { STRANDS, type Strand } from '../model.ts'
import { badgeAlt, badgeArt, badgeSeed, stoneCount } from '../rules/badge-art.ts'
import { isStrand } from '../rules/strand.ts'

export interface Pictured {
  strand: string
  /** `image.seed`, the slug at first publication. */
  seed: string
  title: string
}

export const BADGE_EDGE = 600
const MOST_KEPT = 512
const pngs = new Map<string, Promise<Uint8Array>>()

export function badgeStones({ strand, seed }: Omit<Pictured, 'title'>): number {
  return stoneCount(seedDigest(drawn(strand), seed))
}

/** The picture as the catalogue shows it and as it is baked: same bytes on every host. */
export function badgeSvg({ strand, seed, title }: Pictured): string {
  const digest = seedDigest(drawn(strand), seed)
  const badge = { strand: drawn(strand), title, digest }
  return badgeArt({ ...badge, slug: seed, alt: badgeAlt(badge) })
}

/** 600 × 600; drawn once for each picture, off the request's thread. */
export function badgePng(pictured: Pictured): Promise<Uint8Array> {
  const svg = badgeSvg(pictured)
  const key = createHash('sha256').update(svg).digest('base64url')
  const known = pngs.get(key)
  if (known) return known
  const made = renderAsync(svg, { fitTo: { mode: 'width', value: BADGE_EDGE }, font: { loadSystemFonts: false } }).then(
    (image) => Uint8Array.from(image.asPng()),
  )
  if (pngs.size >= MOST_KEPT) pngs.delete(pngs.keys().next().value ?? '')
  pngs.set(key, made)
  made.catch(() => pngs.delete(key))
  return made
}

export function badgeEtag(pictured: Pictured): string {
  return `"${createHash('sha256').update(badgeSvg(pictured)).digest('base64url')}"`
}

function seedDigest(strand: Strand, seed: string): Uint8Array {
  return createHash('sha256').update(badgeSeed(strand, seed)).digest()
}

/** A strand of somebody's own has no color of ours: it is drawn in the first. */
function drawn(strand: string): Strand {
  return isStrand(strand) ? strand : STRANDS[0]
}
