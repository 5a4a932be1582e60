import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import { ChooseOffers } from './model.ts'
import { readingRows } from './pages/reading-rows.ts'
import { AutosaveDraft, EditQuery, ImportFile, Nothing, SaveDraft } from './rules/draft-input.ts'
import { ExploreQuery } from './rules/explore-query.ts'
import { FACET_NAMES } from './rules/facets.ts'
import {
  AnswerDraft,
  AnswerPublication,
  ApproveDraft,
  AssignReviewer,
  ProposePublication,
  RetireVersion,
  SendBack,
} from './rules/review-form.ts'

const open = { method: 'GET', auth: 'public', action: 'catalog.read', scope: 'public' } as const
const slug = { noun: 'achievement', param: 'slug' } as const
const version = { noun: 'achievementVersion', param: 'version', parent: 'slug' } as const

/** Values of one facet stand in one field, parted by commas: an address a person can read. */
const Explore = z.preprocess(
  (raw) => {
    const given = { ...(raw as Record<string, unknown>) }
    for (const facet of FACET_NAMES) if (typeof given[facet] === 'string') given[facet] = listed(given[facet])
    return given
  },
  ExploreQuery.extend({ after: z.string().max(40).optional().catch(undefined) }),
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

const inside = { auth: 'session', scope: 'tenant', cache: 'private' } as const
const draft = { noun: 'draft', param: 'draft' } as const
const drafts = { ...inside, path: '/author/drafts', page: () => import('./pages/drafts.tsx') } as const
const importing = { path: '/author/import', page: () => import('./pages/import-drafts.tsx') } as const
const edit = { ...inside, page: () => import('./pages/edit-draft.tsx'), object: draft } as const
const rubric = { ...edit, path: '/author/m/:draft/rubric', page: () => import('./pages/rubric.tsx') } as const
const keeping = {
  ...inside,
  path: '/api/v1/drafts/:draft',
  api: () => import('./api/draft.tsx'),
  object: draft,
} as const
const draftFile = {
  ...inside,
  path: '/author/m/:draft/file.yaml',
  api: () => import('./api/draft-file.ts'),
  object: draft,
} as const
const review = { ...inside, page: () => import('./pages/review.tsx'), object: draft } as const
const versions = { ...inside, page: () => import('./pages/versions.tsx'), object: draft } as const
const fork = {
  ...inside,
  path: '/author/fork/:slug/:version',
  page: () => import('./pages/fork.tsx'),
  action: 'catalog.write',
  object: [slug, version],
} as const
const number = z.string().max(20).optional().catch(undefined)

/** The door of the feature. */
export const routes = [
  { ...open, path: '/', page: () => import('./pages/home.tsx'), rate: 'page', cache: 'private', kept: true },
  {
    ...open,
    path: '/explore',
    page: () => import('./pages/explore.tsx'),
    query: Explore,
    rate: 'search',
    cache: 'private',
    kept: true,
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
    object: slug,
    rate: 'page',
    cache: 'private',
    kept: true,
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
    path: '/m/:slug/v/:version/since/:from',
    page: () => import('./pages/since.tsx'),
    object: [slug, version, { noun: 'achievementVersion', param: 'from', parent: 'slug' }],
    rate: 'page',
    cache: 'private',
  },
  ...readingRows,
  { ...open, path: '/robots.txt', api: () => import('./api/robots.ts'), rate: 'none', cache: 'public-300' },
  { ...open, path: '/sitemap.xml', api: () => import('./api/sitemap.ts'), rate: 'page', cache: 'public-300' },
  { ...offers, method: 'GET', rate: 'page' },
  { ...offers, method: 'POST', input: ChooseOffers, rate: 'write' },
  { ...drafts, method: 'GET', action: 'catalog.drafts', rate: 'page' },
  { ...drafts, method: 'POST', action: 'catalog.write', input: Nothing, rate: 'write' },
  { ...drafts, ...importing, method: 'GET', action: 'catalog.drafts', rate: 'page' },
  {
    ...drafts,
    ...importing,
    method: 'POST',
    action: 'catalog.write',
    input: ImportFile,
    maxBody: 16_777_216,
    rate: 'upload',
  },
  { ...edit, method: 'GET', path: '/author/m/:draft/edit', action: 'catalog.drafts', query: EditQuery, rate: 'page' },
  { ...edit, method: 'POST', path: '/author/m/:draft/edit', action: 'catalog.write', input: SaveDraft, rate: 'write' },
  { ...draftFile, method: 'GET', action: 'catalog.drafts', rate: 'export' },
  {
    ...open,
    path: '/m/:slug/v/:version/file.yaml',
    api: () => import('./api/version-file.ts'),
    object: [slug, version],
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  { ...rubric, method: 'GET', action: 'catalog.drafts', rate: 'page' },
  { ...rubric, method: 'POST', action: 'catalog.write', input: SaveDraft, rate: 'write' },
  { ...keeping, method: 'PUT', action: 'catalog.write', input: AutosaveDraft, rate: 'write' },
  {
    ...edit,
    method: 'POST',
    path: '/author/m/:draft/discard',
    verb: 'discard',
    action: 'catalog.write',
    input: Nothing,
    rate: 'write',
  },
  { ...review, method: 'GET', path: '/author/m/:draft/review', action: 'achievement.review', rate: 'page' },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/request',
    verb: 'request',
    action: 'catalog.write',
    input: AnswerDraft,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/answers',
    verb: 'answer',
    action: 'achievement.review',
    input: AnswerDraft,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/readers',
    verb: 'assign',
    action: 'achievement.approve',
    input: AssignReviewer,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/approve',
    verb: 'approve',
    action: 'achievement.approve',
    input: ApproveDraft,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/back',
    verb: 'back',
    action: 'achievement.approve',
    input: SendBack,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/publication',
    verb: 'propose',
    action: 'achievement.publish',
    input: ProposePublication,
    rate: 'write',
  },
  {
    ...review,
    method: 'POST',
    path: '/author/m/:draft/review/publication/answer',
    verb: 'publish',
    action: 'achievement.publish',
    input: AnswerPublication,
    rate: 'write',
  },
  {
    ...versions,
    method: 'GET',
    path: '/author/m/:draft/versions',
    action: 'catalog.drafts',
    query: z.strictObject({ from: number, to: number }),
    rate: 'page',
  },
  {
    ...versions,
    method: 'POST',
    path: '/author/m/:draft/versions/begin',
    verb: 'begin',
    action: 'catalog.write',
    input: z.strictObject({ achievementId: z.uuid() }),
    rate: 'write',
  },
  {
    ...versions,
    method: 'POST',
    path: '/author/m/:draft/versions/retire',
    verb: 'retire',
    action: 'achievement.retire',
    input: RetireVersion,
    rate: 'write',
  },
  { ...fork, method: 'GET', rate: 'page' },
  { ...fork, method: 'POST', input: z.strictObject({}), rate: 'write' },
] as const satisfies readonly Route[]
export const areas = [
  { href: '/admin/news', label: 'catalog.news.area', admission: ['platformAdmin'] },
  { href: '/org/:org/offers', label: 'catalog.offers.area', admission: ['organizationAdmin'] },
  { href: '/author/drafts', label: 'catalog.drafts.area', admission: ['author', 'qaLead'] },
] as const satisfies readonly Area[]
export const panels = [
  { slot: 'setup.catalogue', panel: () => import('./parts/setup-panel.tsx') },
  { slot: 'today.cards', panel: () => import('./parts/waiting-panel.tsx') },
] as const satisfies readonly Panel[]
