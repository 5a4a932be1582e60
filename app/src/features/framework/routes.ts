import type { Area, Panel, Route } from '../../platform/route.ts'

/** The door of the feature. */
export const routes = [
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
