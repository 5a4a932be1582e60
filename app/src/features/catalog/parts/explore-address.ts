import type { ExploreQuery } from '../rules/explore-query.ts'
import { FACET_NAMES, type Facet } from '../rules/facets.ts'

/** Values of a facet in the query, whether it takes one or many. */
export function chosenIn(query: ExploreQuery, facet: Facet): readonly string[] {
  const value = query[facet]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

interface Place {
  /** Behind which card the page begins. */
  readonly after?: string | undefined
  /** Whose values all stand there, also those that find little. */
  readonly all?: Facet | undefined
}

/** The address of a search: every state of the page has one, with the values of a facet parted by commas. */
export function exploreAddress(query: ExploreQuery, { after, all }: Place = {}): string {
  const parts = [
    ...(query.q === '' ? [] : [`q=${encodeURIComponent(query.q)}`]),
    ...facetFields(query).map(([facet, values]) => `${facet}=${encodeURIComponent(values).replaceAll('%2C', ',')}`),
    ...(after ? [`after=${encodeURIComponent(after)}`] : []),
    ...(all ? [`all=${all}`] : []),
  ]
  return parts.length > 0 ? `/explore?${parts.join('&')}` : '/explore'
}

/** The chosen facets as they travel in an address or in hidden fields. */
export function facetFields(query: ExploreQuery): [Facet, string][] {
  const chosen = FACET_NAMES.filter((facet) => (query[facet]?.length ?? 0) > 0)
  return chosen.map((facet) => [facet, chosenIn(query, facet).join(',')])
}

/** The query with one value pressed: chosen when it was not, and the reverse. */
export function toggled(query: ExploreQuery, facet: Facet, value: string): ExploreQuery {
  const chosen = chosenIn(query, facet)
  const without = chosen.filter((one) => one !== value)
  const many = Array.isArray(query[facet])
  const next = chosen.includes(value) ? without : many ? [...chosen, value] : [value]
  return { ...query, [facet]: many ? next : next[0] }
}

export function cleared(query: ExploreQuery, facet: Facet): ExploreQuery {
  return { ...query, [facet]: Array.isArray(query[facet]) ? [] : undefined }
}

export function withoutFacets(query: ExploreQuery): ExploreQuery {
  return FACET_NAMES.reduce((bare, facet) => cleared(bare, facet), query)
}
