import * as z from 'zod'
import type { Route } from '../../../platform/route.ts'
import { Nothing } from '../rules/draft-input.ts'
import { DeclineExemplar, OfferExemplar, OfferQuery, WriteExemplar } from '../rules/exemplar-form.ts'

const slug = { noun: 'achievement', param: 'slug' } as const
const work = { noun: 'submission', param: 'work' } as const
const lent = { noun: 'lentExemplar', param: 'exemplar' } as const
const judged = { noun: 'exemplar', param: 'exemplar' } as const
const own = { auth: 'session', scope: 'person', action: 'exemplar.lend', cache: 'private' } as const
const lead = {
  auth: 'session',
  scope: 'tenant',
  cache: 'private',
  page: () => import('./author-exemplars.tsx'),
} as const
const judge = { ...lead, method: 'POST', action: 'exemplar.publish', object: judged, rate: 'write' } as const
const lend = {
  ...own,
  path: '/me/examples/offer/:work',
  page: () => import('./lend-example.tsx'),
  object: work,
} as const
const write = {
  ...lead,
  path: '/author/exemplars/write/:slug',
  page: () => import('./write-exemplar.tsx'),
  action: 'exemplar.write',
  object: slug,
} as const

/** Examples: shown, lent, judged, constructed. Rows of the door of the feature. */
export const exemplarRows = [
  {
    method: 'GET',
    auth: 'public',
    action: 'catalog.read',
    scope: 'public',
    path: '/m/:slug/exemplars',
    page: () => import('./exemplars.tsx'),
    object: slug,
    query: z.object({ names: z.literal('off').optional().catch(undefined) }),
    rate: 'page',
    cache: 'private',
    kept: true,
  },
  {
    method: 'GET',
    auth: 'public',
    action: 'catalog.read',
    scope: 'public',
    path: '/e/:exemplar',
    api: () => import('../api/exemplar-file.ts'),
    object: { noun: 'publicExemplar', param: 'exemplar' },
    rate: 'none',
    cache: 'private',
    origin: 'files',
  },
  {
    ...own,
    method: 'POST',
    action: 'exemplar.open',
    path: '/me/examples/:exemplar/open',
    api: () => import('../api/open-exemplar.ts'),
    object: lent,
    input: Nothing,
    rate: 'write',
  },
  { ...own, method: 'GET', path: '/me/examples', page: () => import('./own-examples.tsx'), rate: 'page' },
  {
    ...own,
    method: 'POST',
    path: '/me/examples/:exemplar/withdraw',
    page: () => import('./own-examples.tsx'),
    object: lent,
    input: Nothing,
    rate: 'write',
  },
  { ...lend, method: 'GET', query: OfferQuery, rate: 'page' },
  { ...lend, method: 'POST', query: OfferQuery, input: OfferExemplar, maxBody: 12_582_912, rate: 'upload' },
  { ...lead, method: 'GET', path: '/author/exemplars', action: 'exemplar.read', rate: 'page' },
  { ...judge, path: '/author/exemplars/:exemplar/publish', verb: 'publish', input: Nothing },
  { ...judge, path: '/author/exemplars/:exemplar/decline', verb: 'decline', input: DeclineExemplar },
  { ...judge, path: '/author/exemplars/:exemplar/close', verb: 'close', input: Nothing },
  {
    method: 'POST',
    auth: 'session',
    scope: 'tenant',
    cache: 'private',
    action: 'exemplar.publish',
    path: '/author/exemplars/:exemplar/open',
    api: () => import('../api/open-judged.ts'),
    object: judged,
    input: Nothing,
    rate: 'write',
  },
  { ...write, method: 'GET', rate: 'page' },
  { ...write, method: 'POST', input: WriteExemplar, rate: 'write' },
] as const satisfies readonly Route[]
