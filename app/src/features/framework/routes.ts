import type { Area, Panel, Route } from '../../platform/route.ts'
import { CaseQuery } from './model.ts'

/** What machines ask: by anybody, from any origin. */
const provider = {
  method: 'GET',
  auth: 'public',
  action: 'framework.read',
  scope: 'public',
  rate: 'page',
  cache: 'public-3600',
  cors: true,
} as const
const identified = { noun: 'framework', param: 'identifier' } as const

/** The door of the feature. */
export const routes = [
  {
    ...provider,
    path: '/ims/case/v1p1/CFDocuments',
    api: () => import('./api/case-documents.ts'),
    query: CaseQuery,
  },
  {
    ...provider,
    path: '/ims/case/v1p1/CFDocuments/:identifier',
    api: () => import('./api/case-document.ts'),
    object: identified,
  },
  {
    ...provider,
    path: '/ims/case/v1p1/CFPackages/:identifier',
    api: () => import('./api/case-package.ts'),
    object: identified,
  },
  {
    ...provider,
    path: '/ims/case/v1p1/CFItems/:identifier',
    api: () => import('./api/case-item.ts'),
    object: identified,
  },
  {
    ...provider,
    path: '/ims/case/v1p1/CFAssociations/:identifier',
    api: () => import('./api/case-association.ts'),
    object: identified,
  },
  {
    ...provider,
    path: '/frameworks/:file{[a-z0-9-]+[.]jsonld}',
    api: () => import('./api/json-ld.ts'),
    object: { noun: 'framework', param: 'file' },
    cache: 'public-300',
  },
  {
    method: 'GET',
    path: '/frameworks/:id',
    page: () => import('./pages/framework.tsx'),
    auth: 'public',
    action: 'framework.read',
    scope: 'public',
    object: { noun: 'framework', param: 'id' },
    rate: 'page',
    cache: 'private',
    kept: true,
  },
] as const satisfies readonly Route[]
export const areas = [] as const satisfies readonly Area[]
export const panels = [] as const satisfies readonly Panel[]
