import type { Area, Panel, Route } from '../../platform/route.ts'

const slug = { noun: 'issuer', param: 'slug' } as const
const known = {
  method: 'GET',
  auth: 'public',
  scope: 'public',
  action: 'organization.public',
  cache: 'public-300',
} as const
/** Verification asks these: never counted against anybody, served to any origin. */
const forVerifiers = { ...known, rate: 'none', cors: true } as const

const policy = () => import('./pages/policy.tsx')

/** The door of the feature. */
export const routes = [
  { ...known, path: '/help', page: policy, rate: 'page' },
  { ...known, path: '/policies/:policy', page: policy, object: { noun: 'policy', param: 'policy' }, rate: 'page' },
  { ...known, path: '/issuers/:slug', page: () => import('./pages/issuer.tsx'), object: slug, rate: 'page' },
  { ...forVerifiers, path: '/issuers/:slug/did.json', api: () => import('./api/did.ts'), object: slug },
  { ...forVerifiers, path: '/issuers/:slug/keys.json', api: () => import('./api/keys.ts'), object: slug },
  { ...forVerifiers, path: '/issuers/:slug/image', api: () => import('./api/image.ts'), object: slug },
  { ...forVerifiers, path: '/.well-known/cairn-trust.json', api: () => import('./api/trust.ts') },
] as const satisfies readonly Route[]
export const areas = [] as const satisfies readonly Area[]
export const panels = [] as const satisfies readonly Panel[]
