import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { routes } from '../app/src/routes.ts'
import { expect, type Site, test } from './site.ts'
import { become, collectAndSubmit, readAllMet, readWithout, start, until } from './steps.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const ORG = '/org/lakeview-demo'
const PAGES = routes.filter((route) => route.method === 'GET' && 'page' in route).map(({ path }) => path)

/** The pages of one person: the row of the table, and the address with an object in it. */
type Places = Readonly<Record<string, string>>

class Audit {
  readonly seen = new Set<string>()
  readonly problems: string[] = []

  async visit(page: Page, places: Places): Promise<void> {
    for (const [path, address] of Object.entries(places)) await this.look(page, path, address)
  }

  private async look(page: Page, path: string, address: string): Promise<void> {
    this.seen.add(path)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    const answer = await page.goto(address)
    const wanted = ANSWERS[path] ?? 200
    const [path2] = address.split('?')
    if (answer?.status() !== wanted || new URL(page.url()).pathname !== path2)
      this.problems.push(`${path}: ${answer?.status()} at ${page.url()}`)
    for (const width of [1280, 320]) await this.atWidth(page, path, width)
  }

  private async atWidth(page: Page, path: string, width: number): Promise<void> {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    if (wide > width) this.problems.push(`${path} is ${wide} px wide at ${width}: ${await widest(page, width)}`)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze()
      for (const { id, nodes } of violations)
        this.problems.push(`${path} ${width} ${colorScheme} ${id}: ${nodes.map(wordsOf).slice(0, 3).join(' | ')}`)
    }
  }
}

function wordsOf({ target, failureSummary }: { target: unknown; failureSummary?: string }): string {
  return `${String(target)} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`
}

function widest(page: Page, width: number): Promise<string> {
  return page.evaluate((limit) => {
    const over = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > limit + 1)
    return over
      .slice(0, 4)
      .map((it) => `${it.tagName.toLowerCase()}.${it.className}`)
      .join(', ')
  }, width)
}

/** Rows that only pass on: without a provider's answer the page says why not. */
const ANSWERS: Readonly<Record<string, number>> = { '/sign-in/return': 403, '/sign-in/organization/:provider': 404 }

const PUBLIC: Places = {
  '/': '/',
  '/explore': '/explore?q=routines',
  '/start': '/start',
  '/m/:slug': '/m/teach-routines-explicitly',
  '/m/:slug/v/:version': '/m/teach-routines-explicitly/v/1.0.0',
  '/frameworks/:id': '/frameworks/cairn-teaching-practice',
  '/issuers/:slug': '/issuers/lakeview-demo',
  '/issuers/:slug/rules': '/issuers/lakeview-demo/rules',
  '/help': '/help',
  '/policies/:policy': '/policies/privacy',
  '/verify': '/verify',
  '/demo': '/demo',
  '/sign-in': '/sign-in',
  '/sign-in/code': '/sign-in/code',
  '/sign-in/link/:token': '/sign-in/link/0123456789',
  '/not-me/:token': '/not-me/0123456789',
  '/sign-in/return': '/sign-in/return',
  '/sign-in/organization/:provider': '/sign-in/organization/01900000-0000-7000-8000-00000000abcd',
}

const OPERATOR: Places = Object.fromEntries(
  ['issuer', 'mail', 'catalogue', 'demo', 'done', 'site']
    .map((step) => [`/setup/${step}`, `/setup/${step}`])
    .concat(['/admin', '/admin/outbox', '/admin/accounts'].map((path) => [path, path])),
)

const OWN: Places = Object.fromEntries(
  [
    ...['today', 'plan', 'goals', 'suggestions', 'work', 'inbox', 'backpack', 'recognition', 'organizations'].map(
      (name) => `/me/${name}`,
    ),
    ...['/me/settings', '/me/passkey', '/me/not-my-readers', '/welcome', '/step-up'],
  ].map((path) => [path, path]),
)

const OFFICE: Places = Object.fromEntries(
  ['people', 'people/ties', 'settings', 'audit', 'offers', 'awards', 'hours', 'rules', 'overview'].map((name) => [
    `/org/:org/${name}`,
    `${ORG}/${name}`,
  ]),
)

async function freshPage(browser: Browser, site: Site, name?: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })).newPage()
  if (name) await become(page, name)
  return page
}

function placesOf(work: string): Places {
  return {
    '/me/work/:id': work,
    '/me/work/:id/write': `${work}/write`,
    '/me/work/:id/requirements/:r': `${work}/requirements/R1`,
    '/me/work/:id/ready': `${work}/ready`,
  }
}

/** The first use of the site makes its operator; the link stands on the console. */
async function setUp(audit: Audit, page: Page, site: Site): Promise<void> {
  const link = /\/setup\?code=\S+/.exec(site.output())?.[0] ?? '/setup?code=none'
  await audit.visit(page, { '/setup': link })
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByLabel('Your name').or(page.locator('input[name=name]')).first().fill('Robin Vale')
  await page.locator('input[name=email]').fill('robin@example.org')
  await page.locator('main form button').first().click()
  await page.waitForURL(/\/me\/passkey/)
}

async function invite(office: Page): Promise<void> {
  await office.goto(`${ORG}/people`)
  const form = office.locator('form[action$="/people/invite"]')
  await form.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
  await form.locator('[name=email], [name=emails]').first().fill('kim@example.org')
  await form.locator('button').first().click()
}

async function share(page: Page): Promise<string> {
  await until(page, '/me/backpack', /Teach routines explicitly/)
  await page.locator('main a[href^="/me/backpack/"]').first().click()
  await page.waitForURL(/\/me\/backpack\/.{22}/)
  await page.locator('input[name=visibility][value=link]').check()
  await page
    .locator('form')
    .filter({ has: page.locator('input[name=visibility]') })
    .getByRole('button')
    .click()
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** A portfolio on the desk, looked at and then read with the keyboard. */
async function readAndLook(audit: Audit, page: Page): Promise<void> {
  await until(page, '/assess/queue', /waiting/)
  await audit.visit(page, { '/assess/queue': '/assess/queue' })
  await page.getByRole('button', { name: 'Start reading' }).click()
  await page.waitForURL(/\/assess\/read\//)
  await audit.visit(page, { '/assess/read/:review': new URL(page.url()).pathname })
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.reload()
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await page.locator('main').focus()
  for (let criterion = 0; criterion < 6; criterion++)
    for (const key of ['2', 'Alt+3', 'j']) await page.keyboard.press(key)
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/assess\/queue/)
}

test('every page holds in both colours at 1280 and 320 px', async ({ browser, site }) => {
  test.setTimeout(400_000)
  const audit = new Audit()
  const [visitor, maya, luis, sam] = await Promise.all([
    freshPage(browser, site),
    freshPage(browser, site, 'Maya Jackson'),
    freshPage(browser, site, 'Luis Ortega'),
    freshPage(browser, site, 'Sam Okafor'),
  ])

  const byLuis = await collectAndSubmit(luis)
  await until(luis, `${byLuis}/timeline`, /Being read/)
  await Promise.all([readAndLook(audit, sam), readWithout(browser, site, { name: 'Priya Nair', notYet: ['C4', 'C6'] })])
  const work = await collectAndSubmit(maya, { withName: true })
  await until(maya, `${work}/timeline`, /Being read/)
  for (const name of ['Ana Petrov', 'Sam Okafor']) await readAllMet(await freshPage(browser, site), name)
  const credential = await share(maya)

  const office = await freshPage(browser, site, 'Dana Whitfield')
  const ruth = await freshPage(browser, site, 'Ruth Lindqvist')
  await until(ruth, '/assess/queue', /waiting/)
  await ruth
    .getByRole('button', { name: /^Start/ })
    .last()
    .click()
  await ruth.waitForURL(/\/assess\/adjudicate\//)
  const ruling = new URL(ruth.url()).pathname
  await office.goto(`${ORG}/awards`)
  const revoke = (await office.locator('a[href$="/revoke"]').first().getAttribute('href')) ?? ''
  const draft = await start(maya, 'questions-that-probe')

  async function publicAndOperator(): Promise<void> {
    await audit.visit(visitor, { ...PUBLIC, '/c/:id': `/c/${credential}`, '/c/:id/print': `/c/${credential}/print` })
    await setUp(audit, visitor, site)
    await audit.visit(visitor, OPERATOR)
    await invite(office)
    await visitor.goto('/admin/outbox')
    const join = /\/join\/[\w-]+/.exec(await visitor.content())?.[0] ?? '/join/none'
    await audit.visit(visitor, { '/join/:token': join })
  }
  async function people(): Promise<void> {
    const decided = {
      '/me/work/:id/timeline': `${work}/timeline`,
      '/me/work/:id/decision/:n{[0-9]+}': `${work}/decision/1`,
    }
    await audit.visit(maya, {
      ...OWN,
      ...placesOf(draft),
      ...decided,
      '/me/backpack/:id': `/me/backpack/${credential}`,
    })
    await audit.visit(office, { ...OFFICE, '/org/:org/awards/:credential/revoke': revoke })
    await audit.visit(ruth, { '/assess/adjudicate/:review': ruling, '/qa/readers': '/qa/readers' })
  }
  await people()
  await publicAndOperator()
  expect(audit.problems).toEqual([])
  expect(PAGES.filter((path) => !audit.seen.has(path))).toEqual([])
})
