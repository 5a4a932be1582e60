import type { Area, Panel, Route } from '../../platform/route.ts'

/** The door of the feature. */
export const routes = [
  {
    method: 'GET',
    path: '/stacks',
    page: () => import('./pages/stacks.tsx'),
    auth: 'public',
    action: 'pathway.read',
    scope: 'public',
    rate: 'page',
    cache: 'private',
  },
  {
    method: 'GET',
    path: '/stacks/:slug',
    page: () => import('./pages/stack.tsx'),
    auth: 'public',
    action: 'pathway.read',
    scope: 'public',
    object: { noun: 'stack', param: 'slug' },
    rate: 'page',
    cache: 'private',
  },
  {
    method: 'GET',
    path: '/pathways/:slug',
    page: () => import('./pages/pathway.tsx'),
    auth: 'public',
    action: 'pathway.read',
    scope: 'public',
    object: { noun: 'stack', param: 'slug' },
    rate: 'page',
    cache: 'private',
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
] as const satisfies readonly Route[]
export const areas = [] as const satisfies readonly Area[]
export const panels = [
  { slot: 'achievement.stacks', panel: () => import('./parts/stacks-panel.tsx') },
] as const satisfies readonly Panel[]
