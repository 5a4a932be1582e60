import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type Site, test } from './site.ts'
import { earn, revokeNewest } from './steps.ts'

const AWARDED = /awarded .*Teach routines explicitly/i
const TAKEN_BACK = /taken this credential back/

async function check(page: Page, fill: (page: Page) => Promise<void>): Promise<void> {
  await page.goto('/verify')
  await fill(page)
  await page.getByRole('button', { name: 'Check it' }).click()
}

/** By address, by pasted text, and by each file: one sentence every time. */
async function checkEveryWay(page: Page, kept: readonly string[], says: RegExp): Promise<void> {
  const ways: ((page: Page) => Promise<void>)[] = [
    ...kept.map((file) => (at: Page) => at.locator('input[type=file]').setInputFiles(file)),
    (at) => at.locator('textarea[name=text]').fill(readFileSync(kept[0] ?? '', 'utf8')),
  ]
  for (const way of ways) {
    await check(page, way)
    await expect(page.locator('main')).toContainText(says)
  }
}

async function keepFiles(page: Page, site: Site, id: string): Promise<string[]> {
  const files: string[] = []
  for (const kind of ['json', 'png']) {
    const answer = await page.request.get(`${site.url}/c/${id}.${kind}`)
    expect(answer.status()).toBe(200)
    const file = join(site.folder, `kept.${kind}`)
    writeFileSync(file, await answer.body())
    files.push(file)
  }
  return files
}

test('a stranger checks by link, text, file and picture, with script and without, then once more after it was taken back', {
  tag: '@thread',
}, async ({ page, browser, site }) => {
  const id = await earn(page, browser, site)
  const plain = await (await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })).newPage()
  const scripted = await (await browser.newContext({ baseURL: site.url })).newPage()
  expect((await plain.goto(`/c/${id}`))?.status()).toBe(404)
  await page.locator('input[name=visibility][value=link]').check()
  await page
    .locator('form')
    .filter({ has: page.locator('input[name=visibility]') })
    .getByRole('button')
    .click()
  await expect(page.locator('main')).toContainText('Whoever has the link can open it now')

  expect((await plain.goto(`/c/${id}`))?.status()).toBe(200)
  await expect(plain.locator('main')).toContainText('Lakeview (demo)')
  await check(plain, (at) => at.locator('input[name=link]').fill(`${site.url}/c/${id}`))
  await expect(plain.locator('main')).toContainText(/Teach routines explicitly/)
  const files = await keepFiles(plain, site, id)
  for (const stranger of [plain, scripted]) await checkEveryWay(stranger, files, AWARDED)

  const office = await (await browser.newContext({ baseURL: site.url })).newPage()
  await revokeNewest(office)
  await expect(async () => {
    await check(plain, (at) => at.locator('input[type=file]').setInputFiles(files[1] ?? ''))
    await expect(plain.locator('main')).toContainText(TAKEN_BACK, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  for (const stranger of [plain, scripted]) await checkEveryWay(stranger, files, TAKEN_BACK)
  for (const each of [plain, scripted, office]) await each.context().close()
})
