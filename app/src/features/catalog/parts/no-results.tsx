import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import type { Exploring } from '../views/explore.ts'
import { cleared, exploreAddress } from './explore-address.ts'
import { facetName } from './labels.ts'

/** Nothing found: which filter stands in the way, and how many wait behind it. */
export function NoResults({ exploring }: { exploring: Exploring }) {
  const { query, found } = exploring
  return (
    <EmptyState
      sentence={sentenceOf(exploring)}
      actions={
        found.without.length > 0 ? (
          found.without.slice(0, 3).map(({ facet, total }) => (
            <LinkButton key={facet} href={exploreAddress(cleared(query, facet))}>
              {t('catalog.explore.without', { count: total, facet: facetName(facet) })}
            </LinkButton>
          ))
        ) : (
          <LinkButton href="/explore">{t('catalog.explore.all', { count: found.size })}</LinkButton>
        )
      }
    >
      {found.without.length === 0 && <p>{t('catalog.explore.none.try')}</p>}
    </EmptyState>
  )
}

function sentenceOf({ query, found }: Exploring): string {
  if (query.q === '') return t('catalog.explore.none.facets')
  return found.without.length > 0
    ? t('catalog.explore.none.q.facets', { q: query.q })
    : t('catalog.explore.none.q', { q: query.q })
}
