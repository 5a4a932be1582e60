import type { Browser, Page } from '@playwright/test'
import {
  begun,
  handedOver,
  invited,
  ORG,
  type People,
  personPage,
  setUp,
  setUpAddress,
  together,
  works,
} from './made.ts'
import type { Site } from './site.ts'

/** One page route with an address that has an object in it, and who stands before it. */
export interface Place {
  readonly path: string
  readonly address: string
  readonly who: string
  /** Rows that only pass on say why not, where nobody sent the visitor. */
  readonly answer?: number
}

type Addresses = Readonly<Record<string, string>>

const same = (...paths: string[]): Addresses => Object.fromEntries(paths.map((path) => [path, path]))
const placesOf = (who: string, addresses: Addresses): Place[] =>
  Object.entries(addresses).map(([path, address]) => ({ path, address, who }))

const PUBLIC: Addresses = {
  ...same(
    '/',
    '/start',
    '/help',
    '/verify',
    '/demo',
    '/sign-in',
    '/sign-in/code',
    '/issuers/starter',
    '/stacks',
    '/updates',
    '/guides',
    '/practice',
  ),
  '/explore': '/explore?q=routines',
  '/m/:slug': '/m/teach-routines-explicitly',
  '/m/:slug/exemplars': '/m/teach-routines-explicitly/exemplars',
  '/m/:slug/v/:version': '/m/teach-routines-explicitly/v/1.0.0',
  '/m/:slug/v/:version/since/:from': '/m/teach-routines-explicitly/v/1.0.0/since/1.0.0',
  '/stacks/:slug': '/stacks/novice-year',
  '/pathways/:slug': '/pathways/first-year-step-by-step',
  '/stacks/:slug/v/:version': '/stacks/novice-year/v/1',
  '/pathways/:slug/v/:version': '/pathways/first-year-step-by-step/v/1',
  '/guides/:slug': '/guides/for-educators',
  '/frameworks/:id': '/frameworks/cairn-teaching-practice',
  '/issuers/:slug': '/issuers/lakeview-demo',
  '/issuers/:slug/rules': '/issuers/lakeview-demo/rules',
  '/policies/:policy': '/policies/privacy',
  '/sign-in/link/:token': '/sign-in/link/0123456789',
  '/not-me/:token': '/not-me/0123456789',
  '/updates/confirm/:token': '/updates/confirm/0123456789',
}

const PASSING: readonly Place[] = [
  { path: '/updates/own/:token', address: '/updates/own/0123456789', who: 'visitor', answer: 404 },
  { path: '/sign-in/return', address: '/sign-in/return', who: 'visitor', answer: 403 },
  {
    path: '/sign-in/organization/:provider',
    address: '/sign-in/organization/01900000-0000-7000-8000-00000000abcd',
    who: 'visitor',
    answer: 404,
  },
]

/** What needs nobody and nothing of the demonstration's works. */
export const OPEN: readonly Place[] = [...placesOf('visitor', PUBLIC), ...PASSING]

const OWN = same(
  '/welcome',
  '/step-up',
  ...[
    'today',
    'plan',
    'goals',
    'searches',
    'suggestions',
    'work',
    'inbox',
    'consents',
    'backpack',
    'progress',
    'recognition',
  ].map((it) => `/me/${it}`),
  ...['organizations', 'settings', 'passkey', 'not-my-readers'].map((it) => `/me/${it}`),
)

const OFFICE: Addresses = Object.fromEntries(
  ['people', 'people/ties', 'settings', 'keys', 'audit', 'offers', 'awards', 'hours', 'rules', 'overview'].map(
    (name) => [`/org/:org/${name}`, `${ORG}/${name}`],
  ),
)

const OPERATOR = same(
  ...['address', 'issuer', 'mail', 'catalogue', 'demo', 'done', 'site'].map((step) => `/setup/${step}`),
  ...['/admin', '/admin/outbox', '/admin/accounts', '/admin/news'],
)

export async function setUpPlace(site: Site): Promise<Place> {
  return { path: '/setup', address: await setUpAddress(site), who: 'visitor' }
}

/** Everybody of the demonstration in a window of their own, and every page with something on it. */
export async function inhabit(browser: Browser, site: Site): Promise<{ people: People; places: Place[] }> {
  const people: People = new Map()
  const names = [
    'Maya Jackson',
    'Luis Ortega',
    'Lena Brooks',
    'Sam Okafor',
    'Ruth Lindqvist',
    'Priya Nair',
    'Dana Whitfield',
  ]
  for (const name of names) people.set(name, await personPage(browser, site, name))
  const visitor = await personPage(browser, site)
  const operator = await personPage(browser, site)
  people.set('visitor', visitor).set('operator', operator)
  const office = people.get('Dana Whitfield') as Page
  const made = await works(browser, site, people)
  await office.goto(`${ORG}/awards`)
  const revoke = (await office.locator('a[href$="/revoke"]').first().getAttribute('href')) ?? ''
  await setUp(operator, site)
  const join = await invited(office, operator)
  const author = people.get('Priya Nair') as Page
  const [writing, brought] = [await begun(author), await handedOver(author)]
  const stack = await together(author)
  return { people, places: listed({ ...made, revoke, join, writing, stack, import: brought }) }
}

type Objects = Readonly<
  Record<
    | 'ruling'
    | 'reading'
    | 'credential'
    | 'work'
    | 'draft'
    | 'practice'
    | 'revoke'
    | 'join'
    | 'writing'
    | 'stack'
    | 'import',
    string
  >
>

function listed({
  ruling,
  reading,
  credential,
  work,
  draft,
  practice,
  revoke,
  join,
  writing,
  stack,
  import: brought,
}: Objects): Place[] {
  return [
    ...placesOf('visitor', { '/c/:id': `/c/${credential}`, '/c/:id/print': `/c/${credential}/print` }),
    ...placesOf('Maya Jackson', {
      ...OWN,
      '/me/work/:id': draft,
      '/me/work/:id/write': `${draft}/write`,
      '/me/work/:id/requirements/:r': `${draft}/requirements/R1`,
      '/me/work/:id/practice': practice,
      '/me/work/:id/ready': `${draft}/ready`,
      '/me/work/:id/timeline': `${work}/timeline`,
      '/me/examples': '/me/examples',
      '/me/examples/offer/:work': work.replace('/me/work/', '/me/examples/offer/'),
      '/me/work/:id/decision/:n{[0-9]+}': `${work}/decision/1`,
      '/me/backpack/:id': `/me/backpack/${credential}`,
      '/practice/:set': '/practice/b1',
      '/practice/:set/portfolio/:portfolio': '/practice/b1/portfolio/2',
      '/practice/:set/print': '/practice/b1/print',
      '/practice/:set/sheet': '/practice/b1/sheet',
    }),
    ...placesOf('Dana Whitfield', { ...OFFICE, '/org/:org/awards/:credential/revoke': revoke }),
    ...placesOf('Priya Nair', {
      '/author/import': '/author/import',
      '/author/m/:draft/rubric': `${writing}/rubric`,
      '/author/m/:draft/preview': `${writing}/preview?as=reader`,
    }),
    ...placesOf('Sam Okafor', {
      '/assess/queue': '/assess/queue',
      '/assess/read/:review': reading,
      '/practice/:set/key': '/practice/b1/key',
    }),
    // The work on this desk is of own results.
    {
      path: '/assess/practice-case/:review',
      address: reading.replace('/read/', '/practice-case/'),
      who: 'Sam Okafor',
      answer: 404,
    },
    ...placesOf('Ruth Lindqvist', { '/practice/:set/panel': '/practice/b1/panel' }),
    ...placesOf('Ruth Lindqvist', { '/assess/adjudicate/:review': ruling, '/qa/readers': '/qa/readers' }),
    ...placesOf('Priya Nair', {
      '/author/frameworks': '/author/frameworks',
      '/author/frameworks/import/:import': brought,
      '/author/drafts': '/author/drafts',
      '/author/stacks': '/author/stacks',
      '/author/stacks/:draft': stack,
      '/author/m/:draft/edit': `${writing}/edit`,
      '/author/m/:draft/review': `${writing}/review`,
      '/author/m/:draft/preview': `${writing}/preview`,
      '/author/m/:draft/comments': `${writing}/comments`,
      '/author/m/:draft/versions': `${writing}/versions`,
      '/author/m/:draft/original': `${writing}/original`,
      '/author/exemplars': '/author/exemplars',
      '/author/exemplars/write/:slug': '/author/exemplars/write/teach-routines-explicitly',
      '/author/fork/:slug/:version': '/author/fork/teach-routines-explicitly/1.0.0',
    }),
    ...placesOf('operator', { ...OPERATOR, '/join/:token': join }),
  ]
}
