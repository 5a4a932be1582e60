import { expect, test } from 'vitest'
import type { Shelf } from '../../catalog/reads.ts'
import type { CatalogItem } from '../reads/items.ts'
import { everyones } from './offered.ts'

const NOW = new Date('2026-10-05T15:00:00Z')
const item = (id: string, code: string, creatorId: string | null, needs: string[] = []): CatalogItem => ({
  ...{ id, code, creatorId, slug: id, title: id, version: '1.0.0', publishedAt: NOW, retiredAt: null },
  facts: {
    ...{ alignments: [], audience: ['teacher'], grades: ['all'], subjects: ['any'], hours: 4 },
    prerequisites: needs.map((need) => ({ code: need, kind: 'required' })),
  },
})

test('a code that comes first is its maker’s own, then the starter catalogue’s, never another maker’s', () => {
  const items = [
    item('lakeview a1', 'A1', 'lakeview'),
    item('starter a1', 'A1', null),
    item('hillside a1', 'A1', 'hillside'),
    item('hillside b1', 'B1', 'hillside'),
    item('of lakeview', 'X1', 'lakeview', ['A1', 'B1']),
    item('of hillside', 'X1', 'hillside', ['A1', 'B1']),
    item('of the starter', 'X2', null, ['A1']),
    item('of summit', 'X3', 'summit', ['A1']),
  ]
  const { items: shown } = everyones({ shelf: {} as Shelf, items, competencies: [] }, NOW)
  expect(Object.fromEntries(shown.slice(4).map(({ id, prerequisites }) => [id, prerequisites]))).toEqual({
    'of lakeview': ['lakeview a1'],
    'of hillside': ['hillside a1', 'hillside b1'],
    'of the starter': ['starter a1'],
    'of summit': ['starter a1'],
  })
})
