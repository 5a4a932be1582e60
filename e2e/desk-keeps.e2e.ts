import type { Page } from '@playwright/test'
import { aPhoto } from '../app/src/testing/factories/evidence.ts'
import { expect, test } from './site.ts'
import { become, choose, collect, readWithout, submit, until } from './steps.ts'

const mark = (page: Page) => page.locator('.autosave')
const overall = (page: Page) => page.locator('textarea[name=overall]')

async function addPhoto(page: Page, address: string): Promise<void> {
  await page.goto(address)
  const photo = { name: 'plan.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() }
  await page.getByLabel('Add a file, photo, video or recording').setInputFiles(photo)
  await expect(page.locator('#evidence')).toContainText(/Safe, \d/)
  await expect(page.getByRole('list', { name: 'Files on their way' })).toHaveCount(0)
  const piece = page.locator('form[action$="/piece"]').last()
  await piece.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
  await piece.locator('input[name=class][value=A]').check()
  await piece.locator('input[type=checkbox][name=confirmed]').check()
  await piece.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Nobody can be recognized').first()).toBeAttached()
}

async function toDesk(page: Page): Promise<void> {
  await until(page, '/assess/queue', /waiting/)
  await page.getByRole('button', { name: 'Start reading' }).click()
  await page.waitForURL(/\/assess\/read\//)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
}

test('a long reading loses nothing: photos after five minutes, words without a network, words of another window', async ({
  page,
  browser,
  site,
}) => {
  await become(page, 'Maya Jackson')
  const work = await collect(page)
  await addPhoto(page, `${work}/requirements/R2`)
  await submit(page, work)
  await until(page, `${work}/timeline`, /Being read/)

  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 500 } })
  const desk = await context.newPage()
  await become(desk, 'Ana Petrov')
  await desk.clock.install()

  // The first address of the photo is over when the browser comes to load it.
  const ended: string[] = []
  await context.route('**/f/*', (route) => {
    if (ended.length > 0) return route.continue()
    ended.push(route.request().url())
    return route.fulfill({ status: 410 })
  })
  await toDesk(desk)
  const photo = desk.locator('img[data-evidence]')
  await photo.scrollIntoViewIfNeeded()
  await expect.poll(() => photo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(0)
  expect(ended).toHaveLength(1)
  expect(ended).not.toContain(await photo.getAttribute('src'))

  // A link gets its new address in time.
  const link = desk.locator('a[data-evidence]').first()
  const before = await link.getAttribute('href')
  await desk.clock.runFor(4 * 60_000 + 20_000)
  await expect(link).not.toHaveAttribute('href', before ?? '')

  // Without a network, the page loaded again: the words are there, and called saved only once they are.
  await overall(desk).fill('Written on the train.')
  await desk.clock.runFor(3_000)
  await expect(mark(desk)).toContainText('Saved at')
  const scores = '**/api/v1/reviews/*/scores'
  await context.route(scores, (route) => route.abort())
  await overall(desk).fill('Written on the train, in the tunnel.')
  await desk.clock.runFor(3_000)
  await expect(mark(desk)).toContainText('Not at the server yet')
  await desk.reload()
  await expect(overall(desk)).toHaveValue('Written on the train, in the tunnel.')
  await expect(mark(desk)).toContainText('Not at the server yet')
  await context.unroute(scores)
  await desk.clock.runFor(3_000)
  await expect(mark(desk)).toContainText('Saved at')
  expect(await stored(desk)).toContain('Written on the train, in the tunnel.')

  // Another window saves; this one is told so, and shows the other text when asked to.
  const other = await context.newPage()
  await other.goto(desk.url())
  await expect(other.getByRole('button', { name: 'Keys' })).toBeVisible()
  await overall(other).fill('Written in the other window.')
  await expect(mark(other)).toContainText('Saved at')
  await expect.poll(() => stored(other)).toContain('Written in the other window.')
  await overall(desk).fill('Written in this window.')
  await desk.clock.runFor(3_000)
  await expect(desk.locator('main')).toContainText('Changed in another window meanwhile.')
  await desk.getByRole('button', { name: 'Show the other one' }).click()
  await expect(overall(desk)).toHaveValue('Written in the other window.')
  await expect(desk.locator('main')).not.toContainText('Changed in another window')
  await desk.clock.runFor(5_000)
  expect(await stored(desk)).toContain('Written in the other window.')
  await context.close()
})

/** The page as the server has it. */
async function stored(page: Page): Promise<string> {
  return (await page.request.get(page.url())).text()
}

test('a ruling half written stands there again after the tab was closed', async ({ page, browser, site }) => {
  await become(page, 'Maya Jackson')
  const work = await collect(page)
  await submit(page, work)
  await until(page, `${work}/timeline`, /Being read/)
  await Promise.all([
    readWithout(browser, site, { name: 'Ana Petrov', notYet: [] }),
    readWithout(browser, site, { name: 'Sam Okafor', notYet: ['C3'] }),
  ])
  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const ruth = await context.newPage()
  await become(ruth, 'Ruth Lindqvist')
  await until(ruth, '/assess/queue', /Two readings that differ/)
  await ruth.getByRole('button', { name: 'Take the next one' }).click()
  await ruth.waitForURL(/\/assess\/adjudicate\//)
  await choose(ruth, 'input[name="rulings.C3.levelId"][value=demonstrated]')
  await ruth.getByLabel('Your reason').fill('The notes at 8:21 list step one,')
  await expect(mark(ruth)).toContainText('Saved at')
  await expect.poll(() => stored(ruth)).toContain('The notes at 8:21 list step one,')
  await ruth.getByLabel('Your reason').fill('The notes at 8:21 list step one, step two')
  const address = ruth.url()
  await ruth.close({ runBeforeUnload: false })

  const again = await context.newPage()
  await expect.poll(async () => (await again.request.get(address)).text()).toContain('The notes at 8:21 list step one,')
  await again.goto(address)
  await expect(again.getByLabel('Your reason')).toHaveValue(/^The notes at 8:21 list step one,/)
  await expect(again.locator('input[name="rulings.C3.levelId"][value=demonstrated]')).toBeChecked()
  await again.getByRole('button', { name: 'Submit ruling' }).click()
  await expect(again.locator('main')).toContainText('Give your reason in at least 40 words.')
  await context.close()
})
