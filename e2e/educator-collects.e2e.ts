import { createHash } from 'node:crypto'
import type { BrowserContext, Locator, Page } from '@playwright/test'
import { aFilm, aPdf, aPhoto, saidBy } from '../app/src/testing/factories/evidence.ts'
import { expect, test } from './site.ts'
import { become, collect, start, submit, until } from './steps.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const PART = 5 * 1024 * 1024
const ANSWER =
  'Entering the room costs us six minutes each morning, and the first ones wait for the last ones. '.repeat(3)

/** Chooses a file as a person does; the page shows it in the list by itself once the server has it whole. */
async function upload(page: Page, address: string, file: { name: string; mimeType: string; buffer: Buffer }) {
  await page.goto(address)
  await page.getByLabel('Add a file, photo, video or recording').setInputFiles(file)
  await expect(page.locator('#evidence')).toContainText(file.name.replace(/\.\w+$/, ''))
  // The page loads again by itself once the file is safe; only then is it left.
  await expect(page.getByRole('list', { name: 'Files on their way' })).toHaveCount(0)
  await expect(page.locator('#evidence')).toContainText(/Safe, \d/)
}

/** The file as the learner's own button opens it, in a tab of its own. */
async function opened(context: BrowserContext, address: string, name: string): Promise<Buffer> {
  const page = await context.newPage()
  await page.goto(address)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => /\/f\//.test(response.url()) && response.status() === 200),
    page
      .getByRole('form', { name: new RegExp(`^Open ${name}`) })
      .getByRole('button')
      .tap(),
  ])
  const body = await answer.body()
  await page.close()
  return body
}

const box = (page: Page): Locator => page.locator('main textarea').first()
const mark = (page: Page): Locator => page.locator('.prompt-foot').first()

/** A film is cut in its second part, the tab is closed, and another tab goes on where it stopped. */
async function sendInTwoTabs(context: BrowserContext, address: string, film: Buffer): Promise<void> {
  const first = await context.newPage()
  await first.goto(address)
  let parts = 0
  let cuts = 0
  await first.route('**/me/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH' && ++parts > 1) {
      await context.setOffline(true)
      await route.abort('internetdisconnected')
      cuts++
      return
    }
    return route.continue()
  })
  await first
    .getByLabel('Add a file, photo, video or recording')
    .setInputFiles({ name: 'routine.mp4', mimeType: 'video/mp4', buffer: film })
  await expect.poll(() => cuts).toBeGreaterThan(0)
  await expect(first.getByRole('list', { name: 'Files on their way' })).toContainText(/Uploading \d+ %/)
  await first.close()
  await context.setOffline(false)

  const second = await context.newPage()
  const offsets: string[] = []
  second.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '')
  })
  const receipt = second.waitForResponse((response) => response.url().endsWith('/receipt'))
  await second.goto(address)
  const answer = await receipt
  expect(answer.request().postDataJSON()).toEqual({ sha256: createHash('sha256').update(film).digest('hex') })
  expect(answer.status()).toBe(200)
  expect(offsets[0]).toBe(String(PART))
  await expect(second.locator('#evidence')).toContainText(/Safe, \d/)
  await expect(second.locator('#evidence .piece')).toHaveCount(1)
  await second.close()
}

/** Words of a part that wait: told before one leaves, done with in every tab once saved, and gone with who signs out. */
async function typeInAPart(context: BrowserContext, address: string): Promise<void> {
  const words = (tab: Page) => tab.locator('form[action$="/text"] [name=body]')
  const told = (tab: Page) => tab.getByRole('status').filter({ hasText: 'is not saved yet' })
  const first = await context.newPage()
  await first.goto(address)
  await first.getByText('Write a text', { exact: true }).tap()
  await words(first).fill('Notes of Monday.')
  await first.getByRole('link', { name: 'All parts', exact: true }).tap()
  await expect(told(first)).toContainText('press again to go on')
  expect(new URL(first.url()).pathname).toBe(address)

  const second = await context.newPage()
  await second.goto(address)
  await expect(words(second)).toHaveValue('Notes of Monday.')
  await second.locator('form[action$="/text"]').getByRole('button').tap()
  await expect(second.locator('#evidence .piece')).toHaveCount(2)
  await expect(words(first)).toHaveValue('')
  await expect(told(first)).toHaveCount(0)
  await second.goBack()
  await expect(words(second)).toHaveValue('')
  await expect(told(second)).toHaveCount(0)

  await first.reload()
  await first.getByText('Write a text', { exact: true }).tap()
  await words(first).fill('For nobody else.')
  await expect(told(first)).toHaveCount(1)
  await first.locator('summary', { hasText: 'Maya Jackson' }).tap()
  await first.getByRole('button', { name: 'Sign out' }).tap()
  await expect(told(first)).toContainText('until you sign out')
  await first.getByRole('button', { name: 'Sign out' }).tap()
  await expect(first.getByRole('link', { name: 'Sign in' }).first()).toBeAttached()
  const kept = await first.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
  expect(kept.filter((key) => key.startsWith('cairn-typed'))).toEqual([])
}

test('real files from a phone that loses its connection, a closed tab, two tabs, the back button: nothing is lost', async ({
  page,
  context,
}) => {
  await become(page, 'Maya Jackson')
  const work = await start(page)
  await upload(page, `${work}/requirements/R1`, { name: 'plan.pdf', mimeType: 'application/pdf', buffer: aPdf() })
  const photo = await aPhoto()
  expect((await saidBy(photo)).exif).toContain('SECRET DEVICE')
  await upload(page, `${work}/requirements/R3`, { name: 'counts.jpg', mimeType: 'image/jpeg', buffer: photo })
  const kept = await opened(context, `${work}/requirements/R3`, 'counts')
  expect(await saidBy(kept)).toEqual({ exif: '', width: 900, height: 1200 })
  expect(kept.toString('latin1')).not.toMatch(/SECRET|GPS/)
  await sendInTwoTabs(context, `${work}/requirements/R2`, aFilm({ payload: 8_000_000 }))

  await page.goto(`${work}/requirements/R2`)
  await page.getByText('Add a link', { exact: true }).tap()
  await page.getByLabel('Address of the page').fill('http://notes.invalid/routine')
  await page.getByRole('button', { name: 'Read and add the page' }).tap()
  await expect(page.locator('main')).toContainText('Write the whole address, beginning with https://.')
  await expect(page.getByLabel('Address of the page')).toHaveValue('http://notes.invalid/routine')
  await page.getByLabel('Address of the page').fill('https://notes.invalid/routine')
  await page.getByRole('button', { name: 'Read and add the page' }).tap()
  await expect(page.locator('#evidence .piece')).toHaveCount(2)

  await page.goto(`${work}/write`)
  await box(page).fill('')
  await box(page).pressSequentially('A routine that has room')
  await page.close()
  const again = await context.newPage()
  await again.goto(`${work}/write`)
  await expect(box(again)).toHaveValue('A routine that has room')
  await expect(mark(again)).toContainText(/Saved at \d/)

  await context.setOffline(true)
  await box(again).fill(ANSWER)
  await expect(mark(again)).toContainText('You are offline. Your text is on this device')
  await context.setOffline(false)
  await expect(mark(again)).toContainText(/Saved at \d/)

  const other = await context.newPage()
  await other.goto(`${work}/write`)
  await box(again).fill(`${ANSWER}First tab.`)
  await expect(mark(again)).toContainText(/Saved at \d/)
  await box(other).fill(`${ANSWER}Second tab.`)
  await expect(other.locator('main')).toContainText(/Changed elsewhere at \d/)
  await expect(other.locator('blockquote')).toContainText('First tab.')
  await other.getByRole('button', { name: 'Keep mine' }).tap()
  await expect(mark(other)).toContainText(/Saved at \d/)
  await other.goto(`${work}/ready`)
  await other.goBack()
  await expect(box(other)).toHaveValue(`${ANSWER}Second tab.`)
  await typeInAPart(context, `${work}/requirements/R1`)
})

/** Presses a form’s button while the network is lost, and opens the page again. */
async function pressWithoutNetwork(page: Page, button: string): Promise<void> {
  const address = page.url()
  await page.context().setOffline(true)
  const failed = page.waitForEvent('requestfailed', (request) => request.isNavigationRequest())
  await page.getByRole('button', { name: button, exact: true }).click({ noWaitAfter: true })
  await failed
  await page.context().setOffline(false)
  await page.goto(address)
}

/** What this device keeps of texts that were typed. */
const shelf = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('cairn ')))

/** An answer whose form never arrived is there again, and is kept by the next press. */
async function answerWithoutNetwork(context: BrowserContext, work: string): Promise<void> {
  const tab = await context.newPage()
  await tab.goto(`${work}/write`)
  await box(tab).fill(`${ANSWER}In the tunnel.`)
  await pressWithoutNetwork(tab, 'Save and stay')
  await expect(box(tab)).toHaveValue(`${ANSWER}In the tunnel.`)
  await tab.getByRole('button', { name: 'Save and stay' }).click()
  await expect(tab.locator('main')).toContainText('Saved.')
  await expect(box(tab)).toHaveValue(`${ANSWER}In the tunnel.`)
  await tab.close()
}

/** The ready check keeps what is said there: a tab closed without a network, a reload, two tabs at once, a press that never arrived. */
async function sayInTabs(context: BrowserContext, work: string): Promise<void> {
  const tools = (tab: Page) => tab.getByLabel('If yes, which ones?')
  const purpose = (tab: Page) => tab.getByLabel('What for, and what did you change?')
  const saved = (tab: Page) => expect(tab.locator('.said-kept')).toContainText('What you say here is saved.')
  const closed = await context.newPage()
  await closed.goto(`${work}/ready`)
  await context.setOffline(true)
  await tools(closed).fill('a chatbot')
  await expect(closed.locator('.said-kept')).toContainText('On this device')
  await closed.close()
  await context.setOffline(false)

  const first = await context.newPage()
  await first.goto(`${work}/ready`)
  await expect(tools(first)).toHaveValue('a chatbot')
  await saved(first)
  await first.reload()
  await expect(tools(first)).toHaveValue('a chatbot')
  const second = await context.newPage()
  await second.goto(`${work}/ready`)
  await purpose(first).fill('to plan')
  await saved(first)
  await tools(second).fill('a translator')
  await saved(second)
  await expect(purpose(second)).toHaveValue('to plan')
  await tools(first).fill('a spelling checker')
  await expect(first.locator('.said-kept blockquote')).toHaveText('a translator')
  await expect(tools(first)).toHaveValue('a spelling checker')
  await first.getByRole('button', { name: 'Keep mine' }).click()
  await saved(first)
  await second.reload()
  await expect(tools(second)).toHaveValue('a spelling checker')
  await first.close()

  await purpose(second).fill('to plan, and to draw')
  await pressWithoutNetwork(second, 'Submit')
  await expect(purpose(second)).toHaveValue('to plan, and to draw')
  await second.close()
}

test('what is said without a network is there again, two presses are one submission, ten minutes take it back, and withdrawn is withdrawn', async ({
  page,
  context,
  browser,
  site,
}) => {
  const office = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const dana = await office.newPage()
  await become(dana, 'Dana Whitfield')
  await dana.goto('/org/lakeview-demo/settings')
  await dana.getByLabel('Minutes in which a submission can be taken back').fill('10')
  await dana.locator('form[action$="/settings/rules"]').getByRole('button').click()
  await expect(dana.locator('main')).toContainText('Saved')

  await become(page, 'Maya Jackson')
  const work = await collect(page)
  await answerWithoutNetwork(context, work)
  await sayInTabs(context, work)
  await submit(page, work)
  await expect.poll(() => shelf(page)).toEqual([])
  await expect(page.locator('main')).toContainText(/You can take it back until \d/)
  await page.getByRole('button', { name: 'Take it back' }).tap()
  await expect(page.locator('main')).toContainText('Taken back. It is your draft again.')

  await page.goto(`${work}/ready`)
  await page.getByRole('button', { name: 'Submit', exact: true }).dblclick()
  await expect(page).toHaveURL(/timeline/)
  await expect(page.locator('main')).toContainText(/You can take it back until \d/)
  await page.goBack()
  await expect(page).toHaveURL(/timeline/)

  await page.getByText('Withdraw this work', { exact: true }).tap()
  await page.getByRole('button', { name: 'Withdraw', exact: true }).tap()
  await expect(page.locator('main')).toContainText('Withdraw this work')
  await expect(page.getByLabel('Yes, end it for good')).toBeVisible()
  await page.getByLabel('Yes, end it for good').check()
  await page.getByRole('button', { name: 'Withdraw', exact: true }).tap()
  await expect(page.locator('main')).toContainText('Withdrawn.')
  await until(page, `${work}/timeline`, /Withdrawn/)
  await expect(page.getByRole('button', { name: 'Take it back' })).toHaveCount(0)

  await dana.goto('/org/lakeview-demo/audit')
  for (const [deed, times] of [
    ['Submitted work', 2],
    ['Took a submission back', 1],
    ['Withdrew a submission', 1],
  ] as const)
    await expect(dana.getByRole('rowheader', { name: deed })).toHaveCount(times)
  await office.close()
})
