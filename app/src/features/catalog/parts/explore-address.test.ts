import { expect, test } from 'vitest'
import { ExploreQuery } from '../rules/explore-query.ts'
import { cleared, exploreAddress, facetFields, toggled, withoutFacets } from './explore-address.ts'

const query = ExploreQuery.parse({ q: 'small talk & more', strand: ['F', 'J'], time: 'week' })

test('an address holds the words and every chosen value, and nothing else', () => {
  expect(exploreAddress(ExploreQuery.parse({}))).toBe('/explore')
  expect(exploreAddress(query)).toBe('/explore?q=small%20talk%20%26%20more&strand=F,J&time=week')
  expect(exploreAddress(query, { after: '3.5~D2' })).toBe(
    '/explore?q=small%20talk%20%26%20more&strand=F,J&time=week&after=3.5~D2',
  )
})

test.each([
  ['a further value joins', 'strand', 'A', ['F', 'J', 'A']],
  ['a chosen one leaves', 'strand', 'F', ['J']],
  ['the only one of a single facet leaves', 'time', 'week', undefined],
  ['another one of a single facet takes its place', 'time', 'term', 'term'],
] as const)('%s', (_what, facet, value, after) => {
  expect(toggled(query, facet, value)[facet]).toEqual(after)
})

test('facets are given back one by one or all at once; the words stay', () => {
  expect(facetFields(cleared(query, 'strand'))).toEqual([['time', 'week']])
  expect(exploreAddress(withoutFacets(query))).toBe('/explore?q=small%20talk%20%26%20more')
})
