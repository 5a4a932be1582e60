import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import { EndRule, SimpleRule } from './rules.ts'

const organization = { noun: 'organization', param: 'org' } as const
const rule = { noun: 'rule', param: 'rule', parent: 'org' } as const
const inside = { auth: 'session', scope: 'tenant', cache: 'private' } as const

/** An empty choice of a filter is no choice. */
const Filter = {
  year: z
    .string()
    .regex(/^\d{4}(-\d{2,4})?$/)
    .optional()
    .catch(undefined),
  school: z.uuid().optional().catch(undefined),
}
const Hours = z.strictObject({
  ...Filter,
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
})

/** The door of the feature. */
export const routes = [
  {
    method: 'GET',
    path: '/issuers/:slug/rules',
    page: () => import('./pages/public-rules.tsx'),
    auth: 'public',
    action: 'recognition.public',
    scope: 'public',
    object: { noun: 'issuer', param: 'slug' },
    rate: 'page',
    cache: 'private',
  },
  {
    method: 'GET',
    path: '/me/recognition',
    page: () => import('./pages/own.tsx'),
    auth: 'session',
    action: 'recognition.own',
    scope: 'person',
    rate: 'page',
    cache: 'private',
  },
  {
    ...inside,
    method: 'GET',
    path: '/org/:org/hours',
    page: () => import('./pages/hours.tsx'),
    action: 'recognition.ledger',
    object: organization,
    query: Hours,
    rate: 'page',
  },
  {
    ...inside,
    method: 'GET',
    path: '/org/:org/hours.csv',
    api: () => import('./api/hours-csv.ts'),
    action: 'recognition.export',
    stepUp: true,
    object: organization,
    query: z.strictObject(Filter),
    rate: 'export',
  },
  {
    ...inside,
    method: 'GET',
    path: '/org/:org/rules',
    page: () => import('./pages/rules.tsx'),
    action: 'recognition.rule',
    object: organization,
    rate: 'page',
  },
  {
    ...inside,
    method: 'POST',
    path: '/org/:org/rules/confirm',
    page: () => import('./pages/rules.tsx'),
    verb: 'confirm',
    action: 'recognition.rule',
    object: organization,
    input: SimpleRule,
    rate: 'write',
  },
  {
    ...inside,
    method: 'POST',
    path: '/org/:org/rules',
    page: () => import('./pages/rules.tsx'),
    verb: 'publish',
    action: 'recognition.rule',
    object: organization,
    input: SimpleRule,
    rate: 'write',
  },
  {
    ...inside,
    method: 'POST',
    path: '/org/:org/rules/:rule/end',
    page: () => import('./pages/rules.tsx'),
    verb: 'end',
    action: 'recognition.rule',
    object: [organization, rule],
    input: EndRule,
    rate: 'write',
  },
] as const satisfies readonly Route[]

export const areas = [
  { href: '/me/recognition', group: 'learning', label: 'recognition.area.own', admission: 'signedIn' },
  {
    href: '/org/:org/hours',
    group: 'organization',
    label: 'recognition.area.hours',
    admission: ['recognizer', 'organizationAdmin'],
  },
  { href: '/org/:org/rules', group: 'organization', label: 'recognition.area.rules', admission: ['recognizer'] },
] as const satisfies readonly Area[]

export const panels = [
  { slot: 'achievement.worth', panel: () => import('./parts/worth-panel.tsx') },
  { slot: 'achievement.recognizers', panel: () => import('./parts/recognizers.ts') },
  { slot: 'explore.worth', panel: () => import('./parts/explore-worth.ts') },
  { slot: 'today.cards', panel: () => import('./parts/today-panel.tsx') },
  { slot: 'credential.held', panel: () => import('./parts/held-panel.tsx') },
] as const satisfies readonly Panel[]
