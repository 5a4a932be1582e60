import type { Area, Panel, Route } from '../../platform/route.ts'
import { ownRows } from './pages/own-rows.ts'

const open = { method: 'GET', auth: 'public', action: 'pathway.read', scope: 'public' } as const
const page = { rate: 'page', cache: 'private' } as const
const picture = { rate: 'none', cache: 'immutable', cors: true } as const
const slug = { noun: 'stack', param: 'slug' } as const
const version = { noun: 'stackVersion', param: 'version' } as const

/** The door of the feature. */
export const routes = [
  { ...open, ...page, path: '/stacks', page: () => import('./pages/stacks.tsx'), perLanguage: true },
  {
    ...open,
    ...page,
    path: '/stacks/:slug',
    page: () => import('./pages/stack.tsx'),
    object: slug,
    perLanguage: true,
  },
  {
    ...open,
    ...page,
    path: '/pathways/:slug',
    page: () => import('./pages/pathway.tsx'),
    object: slug,
    perLanguage: true,
  },
  {
    ...open,
    ...page,
    path: '/stacks/:slug/v/:version',
    page: () => import('./pages/stack.tsx'),
    object: [slug, version],
  },
  {
    ...open,
    ...page,
    path: '/pathways/:slug/v/:version',
    page: () => import('./pages/pathway.tsx'),
    object: [slug, version],
  },
  {
    ...open,
    ...picture,
    path: '/stacks/:slug/v/:version/badge.png',
    api: () => import('./api/stack-badge.ts'),
    object: [slug, version],
  },
  {
    ...open,
    ...picture,
    path: '/pathways/:slug/v/:version/badge.png',
    api: () => import('./api/pathway-badge.ts'),
    object: [slug, version],
  },
  {
    method: 'GET',
    path: '/me/progress',
    page: () => import('./pages/progress.tsx'),
    auth: 'session',
    action: 'pathway.own',
    scope: 'person',
    rate: 'page',
    cache: 'private',
  },
  ...ownRows,
] as const satisfies readonly Route[]
export const areas = [
  { href: '/author/stacks', group: 'catalogue', label: 'pathway.own.area', admission: ['author', 'qaLead'] },
] as const satisfies readonly Area[]
export const panels = [
  { slot: 'achievement.stacks', panel: () => import('./parts/stacks-panel.tsx') },
] as const satisfies readonly Panel[]
