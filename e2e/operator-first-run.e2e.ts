import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import {
  goThroughTheRest,
  joinBy,
  makeAccount,
  makeIssuer,
  nameSite,
  PRINTED,
  press,
  withPasskeyDevice,
} from './set-up.ts'
import { freshFolder, type Site, startSite } from './site.ts'

async function again(site: Site): Promise<Site> {
  await site.stop()
  const next = await startSite({}, site.folder)
  await expect.poll(() => next.output()).toContain('Cairn is ready')
  expect(next.output()).not.toContain('Set up this site')
  return next
}

test('whoever reads the console sets the site up in six steps, asks a colleague in, and the door is closed', async ({
  page,
  browser,
}) => {
  const first = await startSite({}, freshFolder())
  const link = PRINTED.exec(first.output())?.[1] ?? ''
  expect(link).toContain(first.url)
  expect(first.output()).toMatch(/Copy \S+master\.key somewhere else today/)
  await withPasskeyDevice(page)
  await makeAccount(page, link)
  await nameSite(page)

  const site = await again(first)
  expect((await page.goto(`${site.url}/setup`))?.url()).toBe(`${site.url}/setup/site`)
  await expect(page.getByLabel('Name of the site')).toHaveValue('Lakeview Learns')
  await press(page, 'Go on')
  await makeIssuer(page)
  await goThroughTheRest(page)
  for (const words of ['Site', 'Issuer', 'Mail', 'Catalogue', 'Demonstration'])
    await expect(page.getByRole('listitem').filter({ hasText: words }).first()).toBeVisible()
  await press(page, 'Close the set-up')
  await expect(page).toHaveURL(/\/admin$/)
  await expect(page.locator('main')).toContainText('The set-up is closed')
  for (const path of ['/setup', '/setup/site', '/setup/done'])
    expect((await page.request.get(`${site.url}${path}`)).status(), path).toBe(404)

  await page.goto(`${site.url}/org/lakeview-schools/people`)
  await page.getByLabel('E-mail address').fill('noor@lakeview.example')
  await press(page, 'Send the invitation')
  const letter = page.getByRole('link', { name: /\/join\// })
  await expect(async () => {
    await page.goto(`${site.url}/admin/outbox`)
    await page.getByText('Lakeview Schools invites you').first().click()
    await expect(letter).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const asked = new URL((await letter.getAttribute('href')) ?? '', site.url).href
  const noor = await joinBy(browser, { link: asked, name: 'Noor Haddad', email: 'noor@lakeview.example' })
  await noor.context().close()
  await page.goto(`${site.url}/org/lakeview-schools/people`)
  await expect(page.getByRole('table').first()).toContainText('Noor Haddad')

  const last = await again(site)
  expect((await page.request.get(`${last.url}/setup`)).status()).toBe(404)
  await last.stop()
  rmSync(last.folder, { recursive: true, force: true })
})
