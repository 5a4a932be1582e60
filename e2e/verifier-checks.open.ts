import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './site.ts'
import { become, collectAndSubmit, readAllMet, until } from './steps.ts'

test('a stranger checks by link, file and picture, then once more after it was taken back', async ({
  page,
  browser,
  site,
}) => {
  test.setTimeout(150_000)
  await become(page, 'Maya Jackson')
  const work = await collectAndSubmit(page)
  await until(page, `${work}/timeline`, /Being read/)
  const desk = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const other = await desk.newPage()
  for (const name of ['Ana Petrov', 'Sam Okafor']) await readAllMet(other, name)
  await until(page, '/me/backpack', /Teach routines explicitly/)
  await page.locator('main a[href^="/me/backpack/"]').first().click()
  await page.waitForURL(/\/me\/backpack\/.{22}/)
  const id = page.url().split('/').at(-1) ?? ''

  const stranger = await (await browser.newContext({ baseURL: site.url, javaScriptEnabled: false })).newPage()
  expect((await stranger.goto(`/c/${id}`))?.status()).toBe(404)
  await page.locator('input[name=visibility][value=link]').check()
  await page
    .locator('form')
    .filter({ has: page.locator('input[name=visibility]') })
    .getByRole('button')
    .click()
  await expect(page.locator('main')).toContainText('Whoever has the link can open it now')

  expect((await stranger.goto(`/c/${id}`))?.status()).toBe(200)
  await expect(stranger.locator('main')).toContainText(/Lakeview \(demo\)/)
  const folder = mkdtempSync(join(tmpdir(), 'cairn-verify-'))
  const files: string[] = []
  for (const kind of ['json', 'png']) {
    const answer = await stranger.request.get(`${site.url}/c/${id}.${kind}`)
    expect(answer.status()).toBe(200)
    const file = join(folder, `credential.${kind}`)
    writeFileSync(file, await answer.body())
    files.push(file)
  }
  const verdict = stranger.locator('main')
  for (const file of files) {
    await stranger.goto('/verify')
    await stranger.locator('input[type=file]').setInputFiles(file)
    await stranger
      .locator('form')
      .filter({ has: stranger.locator('input[type=file]') })
      .getByRole('button')
      .first()
      .click()
    await expect(verdict).toContainText(/awarded .*Teach routines explicitly/i)
  }

  await become(other, 'Dana Whitfield')
  await other.goto('/org/lakeview-demo/awards')
  await other.locator('a[href$="/revoke"]').first().click()
  await other.locator('input[name=reason]').first().check()
  await other.locator('[name=confirm]').check()
  await other.locator('main').getByRole('button').last().click()
  await until(other, '/org/lakeview-demo/hours', /-10\.00|−10\.00|Reversed|reversed/)
  await expect(async () => {
    await stranger.goto('/verify')
    await stranger.locator('input[type=file]').setInputFiles(files[1] ?? '')
    await stranger
      .locator('form')
      .filter({ has: stranger.locator('input[type=file]') })
      .getByRole('button')
      .first()
      .click()
    await expect(verdict).toContainText(/taken this credential back/, { timeout: 1_000 })
  }).toPass({ timeout: 30_000 })
  await desk.close()
})
