import { type Browser, expect, type Page } from '@playwright/test'
import type { Site } from './site.ts'
import { become, collect, readAllMet, readWithout, start, submit, until } from './steps.ts'

export type People = Map<string, Page>
export const ORG = '/org/lakeview-demo'

export async function personPage(browser: Browser, site: Site, name?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  if (name) await become(page, name)
  return page
}

/** The link stands on the console a moment after the first page, and is gone once the site has its operator. */
export async function setUpAddress(site: Site): Promise<string> {
  const printed = () => /\/setup\?code=[\w-]+/.exec(site.output())?.[0] ?? ''
  await expect.poll(printed, { timeout: 20_000 }).not.toBe('')
  return printed()
}

export async function setUp(page: Page, site: Site): Promise<void> {
  await page.goto(await setUpAddress(site))
  await page.locator('input[name=name]').first().fill('Robin Vale')
  await page.locator('input[name=email]').fill('robin@example.org')
  await page.locator('main form button').first().click()
  // The address waits for its code, so that the page that asks for it can be looked at as well.
  await page.waitForURL(/\/setup\/address/)
}

/** The address in the invitation's letter, which is written a moment after the form is sent. */
export async function invited(office: Page, operator: Page): Promise<string> {
  await office.goto(`${ORG}/people`)
  const form = office.locator('form[action$="/people/invite"]')
  await form.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
  await form.locator('[name=email], [name=emails]').first().fill('kim@example.org')
  await form.locator('button').first().click()
  let address: string | undefined
  await expect(async () => {
    await operator.goto('/admin/outbox')
    address = /\/join\/[\w-]+/.exec(await operator.content())?.[0]
    expect(address).toBeDefined()
  }).toPass({ timeout: 20_000 })
  return String(address)
}

/** A micro-credential that an author began. */
export async function begun(page: Page): Promise<string> {
  await page.goto('/author/drafts')
  await page.getByRole('button', { name: 'New micro-credential' }).click()
  await page.waitForURL(/\/author\/m\/.+\/edit/)
  return new URL(page.url()).pathname.replace(/\/edit$/, '')
}

/** A pathway that an author puts together, with something to mend in it. */
export async function together(page: Page): Promise<string> {
  await page.goto('/author/stacks')
  await page.getByRole('button', { name: 'New pathway' }).click()
  await page.getByLabel('Add micro-credentials').fill('B1, B7, C10')
  await page.getByRole('button', { name: 'Look up' }).click()
  await page.getByLabel('Step of B1').selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  return new URL(page.url()).pathname
}

/** A table of statements that an author handed over and nobody has accepted. */
export async function handedOver(page: Page): Promise<string> {
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
export async function works(browser: Browser, site: Site, people: People) {
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
