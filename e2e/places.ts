import { type Browser, expect, type Page } from '@playwright/test'
import type { Site } from './site.ts'
import { become, collect, readAllMet, readWithout, start, submit, until } from './steps.ts'

const ORG = '/org/lakeview-demo'

/** One page route with an address that has an object in it, and who stands before it. */
export interface Place {
  readonly path: string
  readonly address: string
  readonly who: string
  /** Rows that only pass on say why not, where nobody sent the visitor. */
  readonly answer?: number
}

export type People = Map<string, Page>

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
  ['people', 'people/ties', 'settings', 'audit', 'offers', 'awards', 'hours', 'rules', 'overview'].map((name) => [
    `/org/:org/${name}`,
    `${ORG}/${name}`,
  ]),
)

const OPERATOR = same(
  ...['address', 'issuer', 'mail', 'catalogue', 'demo', 'done', 'site'].map((step) => `/setup/${step}`),
  ...['/admin', '/admin/outbox', '/admin/accounts', '/admin/news'],
)

export async function personPage(browser: Browser, site: Site, name?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  if (name) await become(page, name)
  return page
}

/** The link stands on the console a moment after the first page, and is gone once the site has its operator. */
export async function setUpPlace(site: Site): Promise<Place> {
  const printed = () => /\/setup\?code=[\w-]+/.exec(site.output())?.[0] ?? ''
  await expect.poll(printed, { timeout: 20_000 }).not.toBe('')
  return { path: '/setup', address: printed(), who: 'visitor' }
}

export async function setUp(page: Page, site: Site): Promise<void> {
  await page.goto((await setUpPlace(site)).address)
  await page.locator('input[name=name]').first().fill('Robin Vale')
  await page.locator('input[name=email]').fill('robin@example.org')
  await page.locator('main form button').first().click()
  // The address waits for its code, so that the page that asks for it can be looked at as well.
  await page.waitForURL(/\/setup\/address/)
}

async function invited(office: Page, operator: Page): Promise<string> {
  await office.goto(`${ORG}/people`)
  const form = office.locator('form[action$="/people/invite"]')
  await form.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
  await form.locator('[name=email], [name=emails]').first().fill('kim@example.org')
  await form.locator('button').first().click()
  await operator.goto('/admin/outbox')
  return /\/join\/[\w-]+/.exec(await operator.content())?.[0] ?? '/join/none'
}

/** A micro-credential that an author began. */
async function begun(page: Page): Promise<string> {
  await page.goto('/author/drafts')
  await page.getByRole('button', { name: 'New micro-credential' }).click()
  await page.waitForURL(/\/author\/m\/.+\/edit/)
  return new URL(page.url()).pathname.replace(/\/edit$/, '')
}

/** A pathway that an author puts together, with something to mend in it. */
async function together(page: Page): Promise<string> {
  await page.goto('/author/stacks')
  await page.getByRole('button', { name: 'New pathway' }).click()
  await page.getByLabel('Add micro-credentials').fill('B1, B7, C10')
  await page.getByRole('button', { name: 'Look up' }).click()
  await page.getByLabel('Step of B1').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  return new URL(page.url()).pathname
}

/** A table of statements that an author handed over and nobody has accepted. */
async function handedOver(page: Page): Promise<string> {
  await page.goto('/author/frameworks')
  const buffer = Buffer.from('Code,Statement\nA1,Listens before answering\n')
  await page.locator('[name=file]').setInputFiles({ name: 'standards.csv', mimeType: 'text/csv', buffer })
  await page.locator('[name=title]').fill('Standards of our schools')
  await page.locator('[name=rightsHolder]').fill('Our schools')
  await page.locator('[name=licenseURI]').fill('https://creativecommons.org/licenses/by/4.0/')
  await page.locator('[name=redistributable][value=no]').check()
  await page.locator('#import button').click()
  await page.waitForURL(/\/author\/frameworks\/import\/.+/)
  return new URL(page.url()).pathname
}

async function shared(page: Page): Promise<string> {
  await until(page, '/me/backpack', /Teach routines explicitly/)
  await page.locator('main a[href^="/me/backpack/"]').first().click()
  await page.waitForURL(/\/me\/backpack\/.{22}/)
  await page.locator('input[name=visibility][value=link]').check()
  await page.locator('form:has(input[name=visibility])').getByRole('button').click()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

async function claimed(page: Page, button: RegExp, path: RegExp): Promise<string> {
  await until(page, '/assess/queue', /waiting|differ/)
  await page.getByRole('button', { name: button }).last().click()
  await page.waitForURL(path)
  return new URL(page.url()).pathname
}

/** A draft whose educator has no results of their own. */
async function onPracticeCase(page: Page): Promise<string> {
  const draft = await start(page, 'disaggregate-results')
  await page.goto(`${draft}/practice`)
  await page.getByRole('button', { name: 'Open my practice case' }).click()
  await page.getByRole('table').waitFor()
  return `${draft}/practice`
}

/** Three portfolios: one waits for an adjudicator, one is earned and shared, one lies open on a desk. Everything stands still afterwards. */
async function works(browser: Browser, site: Site, people: People) {
  const named = (name: string) => people.get(name) as Page
  const [luis, maya, lena] = ['Luis Ortega', 'Maya Jackson', 'Lena Brooks'].map(named) as [Page, Page, Page]
  const [byLuis, byMaya, byLena] = await Promise.all([collect(luis), collect(maya), collect(lena)])
  await submit(luis, byLuis)
  await until(luis, `${byLuis}/timeline`, /Being read/)
  await Promise.all([
    readAllMet(named('Sam Okafor'), 'Sam Okafor'),
    readWithout(browser, site, { name: 'Priya Nair', notYet: ['C4', 'C6'] }),
  ])
  const ruling = await claimed(named('Ruth Lindqvist'), /^Take/, /\/assess\/adjudicate\//)
  await submit(maya, byMaya, { withName: true })
  await until(maya, `${byMaya}/timeline`, /Being read/)
  const other = await personPage(browser, site)
  await Promise.all([readAllMet(other, 'Ana Petrov'), readAllMet(named('Sam Okafor'), 'Sam Okafor')])
  await other.context().close()
  const credential = await shared(maya)
  await submit(lena, byLena)
  await until(lena, `${byLena}/timeline`, /Being read/)
  const reading = await claimed(named('Sam Okafor'), /^Start reading/, /\/assess\/read\//)
  const practice = await onPracticeCase(maya)
  return { ruling, reading, credential, practice, work: byMaya, draft: await start(maya, 'questions-that-probe') }
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
    ...placesOf('visitor', { ...PUBLIC, '/c/:id': `/c/${credential}`, '/c/:id/print': `/c/${credential}/print` }),
    ...PASSING,
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
      '/author/exemplars': '/author/exemplars',
      '/author/exemplars/write/:slug': '/author/exemplars/write/teach-routines-explicitly',
      '/author/fork/:slug/:version': '/author/fork/teach-routines-explicitly/1.0.0',
    }),
    ...placesOf('operator', { ...OPERATOR, '/join/:token': join }),
  ]
}
