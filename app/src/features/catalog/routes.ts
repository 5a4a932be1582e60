import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import { ChooseOffers } from './model.ts'
import { authorRows } from './pages/author-rows.ts'
import { exemplarRows } from './pages/exemplar-rows.ts'
import { readingRows } from './pages/reading-rows.ts'
import { ExploreQuery } from './rules/explore-query.ts'
import { FACET_NAMES } from './rules/facets.ts'
import { TextQuery } from './rules/translation.ts'

const open = { method: 'GET', auth: 'public', action: 'catalog.read', scope: 'public' } as const
const shown = { cache: 'private', kept: true, perLanguage: true } as const
const slug = { noun: 'achievement', param: 'slug' } as const
const version = { noun: 'achievementVersion', param: 'version', parent: 'slug' } as const

/** Values of one facet stand in one field, parted by commas: an address a person can read. */
const Explore = z.preprocess(
  (raw) => {
    const given = { ...(raw as Record<string, unknown>) }
    for (const facet of FACET_NAMES) if (typeof given[facet] === 'string') given[facet] = listed(given[facet])
    return given
  },
  ExploreQuery.extend({
    after: z.string().max(40).optional().catch(undefined),
    all: z.enum(FACET_NAMES).optional().catch(undefined),
  }),
)

function listed(value: string): string | string[] {
  return value.includes(',') ? value.split(',', 100) : value
}

const offers = {
  path: '/org/:org/offers',
  page: () => import('./pages/offers.tsx'),
  auth: 'session',
  action: 'catalog.offer',
  scope: 'tenant',
  object: { noun: 'organization', param: 'org' },
  cache: 'private',
} as const

/** The door of the feature. */
export const routes = [
  { ...open, ...shown, path: '/', page: () => import('./pages/home.tsx'), rate: 'page' },
  {
    ...open,
    path: '/explore',
    page: () => import('./pages/explore.tsx'),
    query: Explore,
    rate: 'search',
    ...shown,
  },
  {
    ...open,
    path: '/m/:file{[a-z0-9-]+[.]json}',
    api: () => import('./api/file.ts'),
    object: { noun: 'achievement', param: 'file' },
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  {
    ...open,
    path: '/m/:file{[a-z0-9-]+[.]jsonld}',
    api: () => import('./api/linked.ts'),
    object: { noun: 'achievement', param: 'file' },
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  {
    ...open,
    path: '/m/:slug',
    page: () => import('./pages/achievement.tsx'),
    query: TextQuery,
    object: slug,
    rate: 'page',
    ...shown,
  },
  {
    ...open,
    path: '/m/:slug/badge.svg',
    api: () => import('./api/badge-svg.ts'),
    object: slug,
    rate: 'none',
    cache: 'public-300',
    cors: true,
  },
  {
    ...open,
    path: '/m/:slug/v/:version',
    page: () => import('./pages/achievement.tsx'),
    query: TextQuery,
    object: [slug, version],
    rate: 'page',
    cache: 'private',
    kept: true,
  },
  {
    ...open,
    path: '/m/:slug/v/:version/criteria',
    api: () => import('./api/criteria.ts'),
    object: [slug, version],
    rate: 'page',
    cache: 'private',
  },
  {
    ...open,
    path: '/m/:slug/v/:version/badge.png',
    api: () => import('./api/badge-png.ts'),
    object: [slug, version],
    rate: 'none',
    cache: 'immutable',
    cors: true,
  },
  {
    ...open,
    path: '/m/:slug/v/:version/content.json',
    api: () => import('./api/content.ts'),
    object: [slug, version],
    rate: 'page',
    cache: 'immutable',
    cors: true,
  },
  {
    ...open,
    path: '/m/:slug/v/:version/:file{[a-z][a-z][.]json}',
    api: () => import('./api/whole-file.ts'),
    object: [slug, version, { noun: 'translation', param: 'file', parent: 'version' }],
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  {
    ...open,
    path: '/m/:slug/v/:version/since/:from',
    page: () => import('./pages/since.tsx'),
    object: [slug, version, { noun: 'achievementVersion', param: 'from', parent: 'slug' }],
    rate: 'page',
    cache: 'private',
  },
  ...exemplarRows,
  ...readingRows,
  { ...open, path: '/robots.txt', api: () => import('./api/robots.ts'), rate: 'none', cache: 'public-300' },
  { ...open, path: '/sitemap.xml', api: () => import('./api/sitemap.ts'), rate: 'page', cache: 'public-300' },
  { ...offers, method: 'GET', rate: 'page' },
  { ...offers, method: 'POST', input: ChooseOffers, rate: 'write' },
  {
    ...open,
    path: '/m/:slug/v/:version/file.yaml',
    api: () => import('./api/version-file.ts'),
    object: [slug, version],
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  ...authorRows,
] as const satisfies readonly Route[]
export const areas = [
  { href: '/admin/news', group: 'site', label: 'catalog.news.area', admission: ['platformAdmin'] },
  { href: '/org/:org/offers', group: 'organization', label: 'catalog.offers.area', admission: ['organizationAdmin'] },
  { href: '/author/drafts', group: 'catalogue', label: 'catalog.drafts.area', admission: ['author', 'qaLead'] },
  { href: '/author/exemplars', group: 'catalogue', label: 'catalog.exemplars.area', admission: ['author', 'qaLead'] },
] as const satisfies readonly Area[]
export const panels = [
  { slot: 'setup.catalogue', panel: () => import('./parts/setup-panel.tsx') },
  { slot: 'today.cards', panel: () => import('./parts/waiting-panel.tsx') },
] as const satisfies readonly Panel[]
