import type { Area, Panel, Route } from '../../platform/route.ts'
import { MOST_FORM_BYTES, PaperQuery, SIGNED_TYPES, VerifyInput, VerifyQuery } from './model.ts'

const open = { method: 'GET', auth: 'public', action: 'verification.read', scope: 'public' } as const
const checking = { auth: 'public', action: 'verification.verify', scope: 'public' } as const
const credential = { noun: 'credential', param: 'id' } as const
const file = { noun: 'credential', param: 'file' } as const

/** The door of the feature. */
export const routes = [
  { ...open, path: '/c/embed.css', api: () => import('./api/embed-style.ts'), rate: 'none', cache: 'public-300' },
  {
    ...open,
    path: '/c/:file{[1-9A-Za-z]+[.]json}',
    api: () => import('./api/json.ts'),
    object: file,
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  {
    ...open,
    path: '/c/:file{[1-9A-Za-z]+[.]png}',
    api: () => import('./api/png.ts'),
    object: file,
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  {
    ...open,
    path: '/c/:file{[1-9A-Za-z]+[.]svg}',
    api: () => import('./api/svg.ts'),
    object: file,
    rate: 'page',
    cache: 'public-300',
    cors: true,
  },
  {
    ...open,
    path: '/c/:file{[1-9A-Za-z]+[.]pdf}',
    api: () => import('./api/pdf.ts'),
    object: file,
    query: PaperQuery,
    rate: 'page',
    // Written in the reader's language: no cache on the way may give it to somebody else.
    cache: 'private',
    cors: true,
  },
  {
    ...open,
    path: '/c/:id',
    page: () => import('./pages/credential.tsx'),
    data: { types: SIGNED_TYPES, api: () => import('./api/json.ts'), cache: 'public-300', cors: true },
    object: credential,
    rate: 'page',
    cache: 'private',
    kept: true,
  },
  {
    ...open,
    path: '/c/:id/print',
    page: () => import('./pages/print.tsx'),
    object: credential,
    rate: 'page',
    cache: 'private',
  },
  {
    ...open,
    path: '/c/:id/embed',
    api: () => import('./api/embed.ts'),
    object: credential,
    rate: 'page',
    cache: 'private',
    embed: true,
  },
  {
    ...checking,
    method: 'GET',
    path: '/verify',
    page: () => import('./pages/verify.tsx'),
    query: VerifyQuery,
    rate: 'page',
    cache: 'private',
    perLanguage: true,
  },
  {
    ...checking,
    method: 'POST',
    path: '/verify',
    page: () => import('./pages/verify.tsx'),
    input: VerifyInput,
    maxBody: MOST_FORM_BYTES,
    rate: 'verify',
    cache: 'private',
  },
  {
    ...checking,
    method: 'POST',
    path: '/api/v1/verify',
    api: () => import('./api/report.ts'),
    // Read as bytes: a parsed body has already lost what a strict reader refuses.
    raw: true,
    rate: 'verify',
    cache: 'private',
    cors: true,
  },
  {
    ...checking,
    method: 'OPTIONS',
    path: '/api/v1/verify',
    api: () => import('./api/report-options.ts'),
    rate: 'none',
    cache: 'private',
    cors: true,
  },
] as const satisfies readonly Route[]
export const areas = [] as const satisfies readonly Area[]
export const panels = [
  { slot: 'admin.news', panel: () => import('./parts/older-lists-panel.tsx') },
] as const satisfies readonly Panel[]
