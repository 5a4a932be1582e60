import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { aForeignIssuer } from '../app/src/testing/factories/foreign.ts'
import { become, type Site, test } from './site.ts'
import { earn, revokeNewest, start } from './steps.ts'

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

/** A credential that anybody can sign without a site: the key is its own address. */
async function signedBy(name: string): Promise<string> {
  const issuer = await aForeignIssuer({ name, byKey: true })
  return new TextDecoder().decode(await issuer.issue({ change: (document) => delete document.credentialStatus }))
}

const drawing = (inside: string) => ({
  name: 'badge.svg',
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)">${inside}<script>alert(2);fetch('https://thief.example/')</script><image href="https://thief.example/x.png"/><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://thief.example/"/></foreignObject></svg>`,
  ),
})

/** Everything that a drawing could do to whoever looks at it. */
function watch(page: Page, site: Site): string[] {
  const deeds: string[] = []
  page.on('dialog', async (dialog) => {
    deeds.push(`said ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('request', (request) => !request.url().startsWith(site.url) && deeds.push(`asked ${request.url()}`))
  page.on('popup', (popup) => deeds.push(`opened ${popup.url()}`))
  return deeds
}

test('a name that looks like ours and a drawing that would act are shown as what they are', async ({ page, site }) => {
  const main = page.locator('main')
  const paste = (text: string) => check(page, (at) => at.locator('textarea[name=text]').fill(text))
  await test.step('A-look-alike-issuer: a good signature and an issuer that is known are two things', async () => {
    await paste(await signedBy('Lakeview (demo)'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Signature valid. You have not marked this issuer as recognized.',
    )
    await expect(main.locator('dd code', { hasText: /^did:key:z/ })).toBeVisible()
    await expect(main).not.toContainText('It awards on this site.')
    await expect(main).not.toContainText('letters of two alphabets')
  })
  await test.step('A-confusable-issuer-name: another alphabet and unseen signs are pointed out and move nothing', async () => {
    for (const [name, says] of [
      ['Lakeview (d\u0435mo)', 'This name mixes letters of two alphabets that look alike.'],
      ['Lakeview \u202e(omed)\u200b', 'This name contains signs that cannot be seen.'],
    ] as const) {
      await paste(await signedBy(name))
      await expect(main).toContainText(says)
      await expect(main.locator('dd code', { hasText: /^did:key:z/ })).toBeVisible()
      await expect(main.locator('dd bdi[dir=auto]').first()).toHaveText(/^[^\u200b\u202e]+$/)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    }
  })
  await test.step('B-svg-active-content: read as a file, handed in as evidence, or opened, it never acts', async () => {
    const deeds = watch(page, site)
    await check(page, (at) => at.locator('input[type=file]').setInputFiles(drawing('')))
    await expect(main).toContainText('No credential to read.')
    const baked = `<openbadges:credential xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><![CDATA[${await signedBy('Elsewhere')}]]></openbadges:credential>`
    await check(page, (at) => at.locator('input[type=file]').setInputFiles(drawing(baked)))
    await expect(main).toContainText('Signature valid.')
    await expect(main.locator('iframe, script, foreignObject')).toHaveCount(0)
    await become(page, 'Maya Jackson')
    await page.goto(`${await start(page)}/requirements/R3`)
    await page.locator('#add-file input[type=file]').setInputFiles(drawing(''))
    await expect(main).toContainText('Files that end in “svg” are not taken.')
    await expect(main.locator('img[src*="svg"], iframe, object, embed')).toHaveCount(0)
    const opened = await page.goto('/m/teach-routines-explicitly/badge.svg')
    expect(opened?.headers()['content-security-policy']).toMatch(/sandbox|default-src 'none'/)
    expect(opened?.headers()['x-content-type-options']).toBe('nosniff')
    expect(deeds).toEqual([])
  })
})
