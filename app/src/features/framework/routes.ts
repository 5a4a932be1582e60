import type { Area, Panel, Route } from '../../platform/route.ts'
import { BeginImport, BranchQuery, CaseQuery, ChooseColumns, MOST_IMPORT_BYTES, Nothing } from './model.ts'

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

const author = { auth: 'session', scope: 'tenant', action: 'framework.import', cache: 'private' } as const
const frameworks = () => import('./pages/frameworks.tsx')
const waiting = {
  ...author,
  page: () => import('./pages/import.tsx'),
  object: { noun: 'waitingImport', param: 'import' },
} as const
const held = { noun: 'takenIn', param: 'framework' } as const

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
    query: BranchQuery,
    rate: 'page',
    cache: 'private',
    kept: true,
    perLanguage: true,
  },
  { ...author, method: 'GET', path: '/author/frameworks', page: frameworks, rate: 'page' },
  {
    ...author,
    method: 'POST',
    path: '/author/frameworks',
    page: frameworks,
    verb: 'begin',
    input: BeginImport,
    maxBody: MOST_IMPORT_BYTES,
    rate: 'write',
  },
  {
    ...author,
    method: 'POST',
    path: '/author/frameworks/:framework/open',
    action: 'framework.open',
    page: frameworks,
    verb: 'open',
    object: held,
    input: Nothing,
    stepUp: true,
    rate: 'write',
  },
  {
    ...author,
    method: 'GET',
    path: '/author/frameworks/:framework/package',
    api: () => import('./api/own-package.ts'),
    object: held,
    rate: 'export',
  },
  { ...waiting, method: 'GET', path: '/author/frameworks/import/:import', rate: 'page' },
  {
    ...waiting,
    method: 'POST',
    path: '/author/frameworks/import/:import/columns',
    verb: 'columns',
    input: ChooseColumns,
    rate: 'write',
  },
  {
    ...waiting,
    method: 'POST',
    path: '/author/frameworks/import/:import',
    verb: 'accept',
    input: Nothing,
    rate: 'write',
  },
  {
    ...waiting,
    method: 'POST',
    path: '/author/frameworks/import/:import/aside',
    verb: 'discard',
    input: Nothing,
    rate: 'write',
  },
] as const satisfies readonly Route[]
export const areas = [
  {
    href: '/author/frameworks',
    group: 'catalogue',
    label: 'framework.area',
    admission: ['author', 'organizationAdmin'],
  },
] as const satisfies readonly Area[]
export const panels = [] as const satisfies readonly Panel[]
