import { t } from '../../../text.ts'
import { badgeStones, badgeSvg, type Pictured } from '../../catalog/parts/badge-picture.ts'
import { strandName } from '../../catalog/parts/labels.ts'
import type { Awarded } from '../rules/awarded.ts'

type Drawn = Pick<Awarded, 'strand' | 'seed' | 'title'>

/** What the badge of an awarded version is drawn from: the seed of its first publication. */
export function picturedOf({ strand, seed, title }: Drawn): Pictured {
  return { strand, seed, title }
}

/** The picture inside the page itself: no further request, and the same one for a credential nobody else may open. */
export function badgeImage(version: Drawn): { src: string; alt: string } {
  const pictured = picturedOf(version)
  const stones = badgeStones(pictured)
  return {
    src: `data:image/svg+xml,${encodeURIComponent(badgeSvg(pictured))}`,
    alt: t('catalog.page.badge', { title: pictured.title, stones, strand: strandName(pictured.strand) }),
  }
}
