import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { personPage } from './made.ts'
import { test } from './site.ts'
import { collectAndSubmit, readAllMet, until } from './steps.ts'

const FOLDER = fileURLToPath(new URL('../docs/images/', import.meta.url))

async function picture(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path: `${FOLDER}${name}.png`, animations: 'disabled' })
}

test('the pictures of the README, from a site with work on it', async ({ browser, site }) => {
  test.setTimeout(300_000)
  mkdirSync(FOLDER, { recursive: true })
  const [maya, ana, sam] = await Promise.all(
    ['Maya Jackson', 'Ana Petrov', ''].map((it) => personPage(browser, site, it)),
  )
  if (!maya || !ana || !sam) throw new Error('Three windows are needed.')
  await maya.goto('/m/teach-routines-explicitly')
  await picture(maya, 'micro-credential')

  const work = await collectAndSubmit(maya, { withName: true })
  await until(maya, `${work}/timeline`, /Being read/)
  await until(ana, '/assess/queue', /waiting/)
  await ana.getByRole('button', { name: 'Start reading' }).click()
  await ana.waitForURL(/\/assess\/read\//)
  await picture(ana, 'desk')
  await ana.locator('main').focus()
  for (let criterion = 0; criterion < 6; criterion++)
    for (const key of ['2', 'Alt+3', 'j']) await ana.keyboard.press(key)
  await ana.keyboard.press('Control+Enter')
  await ana.waitForURL(/\/assess\/queue/)
  await readAllMet(sam, 'Sam Okafor')

  await until(maya, '/me/backpack', /Teach routines explicitly/)
  await maya.locator('main a[href^="/me/backpack/"]').first().click()
  await maya.waitForURL(/\/me\/backpack\/.{22}/)
  await maya.locator('input[name=visibility][value=link]').check()
  await maya.locator('form:has(input[name=visibility])').getByRole('button').click()
  const visitor = await personPage(browser, site)
  await visitor.goto(`/c/${new URL(maya.url()).pathname.split('/').at(-1)}`)
  await picture(visitor, 'verdict')
})
