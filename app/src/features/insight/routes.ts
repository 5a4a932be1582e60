import type { Area, Panel, Route } from '../../platform/route.ts'

const organization = { noun: 'organization', param: 'org' } as const
const inside = {
  auth: 'session',
  action: 'report.read',
  scope: 'tenant',
  object: organization,
  cache: 'private',
} as const

/** The door of the feature. */
export const routes = [
  { ...inside, method: 'GET', path: '/org/:org/overview', page: () => import('./pages/overview.tsx'), rate: 'page' },
  {
    ...inside,
    method: 'GET',
    path: '/org/:org/overview.csv',
    api: () => import('./api/overview-csv.ts'),
    rate: 'export',
  },
] as const satisfies readonly Route[]

export const areas = [
  {
    href: '/org/:org/overview',
    group: 'organization',
    label: 'insight.area.overview',
    admission: ['organizationAdmin', 'qaLead', 'recognizer'],
  },
] as const satisfies readonly Area[]

export const panels = [] as const satisfies readonly Panel[]
