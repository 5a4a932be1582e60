import * as z from 'zod'
import type { Area, Panel, Route } from '../../platform/route.ts'
import { EndShare, Nothing, RevokeCredential, SetVisibility, ShareWith } from './model.ts'

const open = { method: 'GET', auth: 'public', action: 'credential.public', scope: 'public', cors: true } as const
const own = { auth: 'session', scope: 'person', cache: 'private' } as const
const held = { noun: 'credential', param: 'id' } as const
const office = { auth: 'session', scope: 'tenant', cache: 'private' } as const
const awarded = [
  { noun: 'organization', param: 'org' },
  { noun: 'credential', param: 'credential', parent: 'org' },
] as const

/** The door of the feature. */
export const routes = [
  {
    ...open,
    path: '/issuers/:slug/status/revocation/:n',
    api: () => import('./api/status-list.ts'),
    object: [
      { noun: 'issuer', param: 'slug' },
      { noun: 'statusList', param: 'n', parent: 'slug' },
    ],
    // Verification never depends on a quota (08-trust.md 10.5).
    rate: 'none',
    cache: 'public-300',
  },
  {
    ...open,
    path: '/issuers/:slug/revocations',
    api: () => import('./api/revocations.ts'),
    object: { noun: 'issuer', param: 'slug' },
    rate: 'none',
    cache: 'public-300',
  },
  {
    ...own,
    method: 'GET',
    path: '/me/backpack',
    page: () => import('./pages/backpack.tsx'),
    action: 'credential.read',
    rate: 'page',
  },
  {
    ...own,
    method: 'GET',
    path: '/me/backpack/:id',
    page: () => import('./pages/held.tsx'),
    action: 'credential.read',
    object: held,
    rate: 'page',
  },
  {
    ...own,
    method: 'POST',
    path: '/me/backpack/:id',
    page: () => import('./pages/held.tsx'),
    action: 'credential.share',
    object: held,
    input: SetVisibility,
    rate: 'write',
  },
  {
    ...own,
    method: 'POST',
    path: '/me/backpack/:id/seen',
    api: () => import('./api/see.ts'),
    action: 'credential.share',
    object: held,
    input: Nothing,
    rate: 'write',
  },
  {
    ...own,
    method: 'POST',
    path: '/me/backpack/:id/share',
    api: () => import('./api/share.ts'),
    action: 'credential.share',
    object: held,
    // The page that asked, by its path alone: never another site.
    input: ShareWith.extend({
      next: z
        .string()
        .regex(/^\/me\/[A-Za-z0-9/-]{1,80}$/)
        .optional(),
    }),
    rate: 'write',
  },
  {
    ...own,
    method: 'POST',
    path: '/me/backpack/:id/share/end',
    api: () => import('./api/end-share.ts'),
    action: 'credential.share',
    object: held,
    input: EndShare,
    rate: 'write',
  },
  {
    ...office,
    method: 'GET',
    path: '/org/:org/awards',
    page: () => import('./pages/awards.tsx'),
    action: 'credential.awarded',
    object: awarded[0],
    query: z.strictObject({ before: z.string().max(80).optional(), key: z.string().max(40).optional() }),
    rate: 'page',
  },
  {
    ...office,
    method: 'GET',
    path: '/org/:org/awards/:credential/revoke',
    page: () => import('./pages/revoke.tsx'),
    action: 'credential.revoke',
    object: awarded,
    stepUp: true,
    rate: 'page',
  },
  {
    ...office,
    method: 'POST',
    path: '/org/:org/awards/:credential/revoke',
    page: () => import('./pages/revoke.tsx'),
    action: 'credential.revoke',
    object: awarded,
    stepUp: true,
    input: RevokeCredential,
    rate: 'write',
  },
] as const satisfies readonly Route[]
export const areas = [
  { href: '/me/backpack', group: 'learning', label: 'credential.area.backpack', admission: 'signedIn' },
  {
    href: '/org/:org/awards',
    group: 'organization',
    label: 'credential.area.awards',
    admission: ['organizationAdmin'],
  },
] as const satisfies readonly Area[]
export const panels = [
  { slot: 'today.news', panel: () => import('./parts/news-panel.tsx') },
  { slot: 'work.credential', panel: () => import('./parts/earned-panel.tsx') },
  { slot: 'works.taken', panel: () => import('./parts/taken-panel.tsx') },
] as const satisfies readonly Panel[]
