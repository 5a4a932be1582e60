import type { Browser, Page } from '@playwright/test'
import { become, expect, type Site, test } from './site.ts'
import { start } from './steps.ts'

const CHANGES = 'Written for corridors: the routine begins at the door of the building.'

test('an author adapts an entry, colleagues read it, two publish it; who began stays when the next edition comes', async ({
  page,
  browser,
  site,
}) => {
  await become(page, 'Priya Nair')
  await page.goto('/author/fork/teach-routines-explicitly/1.0.0')
  await page.getByRole('button', { name: 'Begin the draft' }).click()
  const first = await draftOf(page)
  const slug = await publish({ page, browser, site }, { draft: first, version: '1.0.0' })

  const maya = await windowOf(browser, site, 'Maya Jackson')
  await maya.goto(`/m/${slug}`)
  await expect(maya.locator('#know')).toContainText('Adapted from')
  await expect(maya.locator('#know')).toContainText(CHANGES)
  await expect(maya.locator('#know')).toContainText('29 of 29 components met, reviewed by 2 people')
  await expect(maya.locator('#know')).toContainText('Not yet piloted')
  const work = await start(maya, slug)

  await page.goto(`${first}/versions`)
  await page.getByRole('button', { name: 'Begin a new draft from 1.0.0' }).click()
  const second = await draftOf(page)
  await page.goto(`${second}/edit?section=competency`)
  await page
    .locator('[name="competency"]')
    .fill('The educator teaches one routine of the corridor and shows with counts what it changed.')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await align(page, second)
  await publish({ page, browser, site }, { draft: second, version: '2.0.0' })

  await page.goto(`${second}/versions`)
  await expect(page.locator('main')).toContainText('1 draft on 1.0.0')
  await expect(page.locator('main ins').first()).toBeVisible()
  await maya.goto(work)
  await expect(maya.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(maya.locator('main')).not.toContainText('Version 2.0.0 is out')
  await maya.goto(`/m/${slug}/v/1.0.0`)
  await expect(maya.locator('main')).toContainText('2.0.0')
})

/** One statement more of the site's own framework, found by its words; the two then share the weight. */
async function align(page: Page, draft: string): Promise<void> {
  await page.goto(`${draft}/edit?section=alignments`)
  await page.getByLabel('Words or code').fill('shared agreements')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByRole('button', { name: 'Align to CLM.2' }).click()
  const chosen = page.locator('fieldset', { hasText: 'CLM.2 Shared agreements' }).last()
  await chosen.getByLabel('Weight').fill('0.5')
  await page.locator('[name="alignments.0.weight"]').fill('0.5')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.locator('#draft-weights')).toContainText('0.5 + 0.5 = 1')
}

interface Stage {
  readonly page: Page
  readonly browser: Browser
  readonly site: Site
}

async function draftOf(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/author\/m\/[0-9a-f-]{36}\/edit/)
  return new URL(page.url()).pathname.replace(/\/edit.*$/, '')
}

async function windowOf(browser: Browser, site: Site, name: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: site.url })).newPage()
  await become(page, name)
  return page
}

/** Every question of the form answered yes. */
async function answerAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const yes of document.querySelectorAll<HTMLInputElement>('input[type=radio][value=met]')) yes.checked = true
  })
}

/** From a draft to the catalogue by everybody's hands; answers the address of the entry. */
async function publish(
  { page, browser, site }: Stage,
  { draft, version }: { draft: string; version: string },
): Promise<string> {
  const review = `${draft}/review`
  await page.goto(review)
  await answerAll(page)
  await page.getByRole('button', { name: 'Ask for review' }).click()
  const ruth = await windowOf(browser, site, 'Ruth Lindqvist')
  for (const name of ['Ana Petrov', 'Sam Okafor']) {
    await ruth.goto(review)
    await ruth.getByLabel('Colleague').selectOption({ label: name })
    await ruth.getByRole('button', { name: 'Ask to read' }).click()
    const reader = await windowOf(browser, site, name)
    await reader.goto(review)
    await answerAll(reader)
    await reader.getByRole('button', { name: 'Sign off' }).click()
    await expect(reader.locator('main')).toContainText('You signed this text off.')
    await reader.context().close()
  }
  await ruth.goto(review)
  for (const reason of await ruth.locator('textarea[name^=reasons]').all())
    await reason.fill('The first ten are still being read; this edition mends what they stumbled over.')
  await ruth.getByRole('button', { name: 'Approve this text' }).click()
  const changes = ruth.locator('textarea[name=changes]')
  if (await changes.isVisible()) await changes.fill(CHANGES)
  await expect(ruth.getByLabel('Version')).toHaveValue(version)
  await ruth.getByRole('button', { name: 'Propose this version' }).click()
  const dana = await windowOf(browser, site, 'Dana Whitfield')
  await dana.goto(review)
  await dana.getByRole('button', { name: `Publish ${version}` }).click()
  await expect(dana.locator('main')).toContainText('Published. Your organization awards it from now on.')
  const href = await dana.locator(`main a[href$="/v/${version}"]`).getAttribute('href')
  await Promise.all([ruth.context().close(), dana.context().close()])
  return /^\/m\/([^/]+)/.exec(href ?? '')?.[1] ?? ''
}
