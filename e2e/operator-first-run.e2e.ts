import { rmSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { freshFolder, type Site, startSite } from './site.ts'

const PRINTED = /Set up this site: (\S+\/setup\?code=[\w-]{22}) {2}\(30 minutes, one use\)/

/** A device that answers for its owner, as a phone with a screen lock does. */
async function withPasskeyDevice(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

async function makeAccount(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('Your name').fill('Iris Novak')
  await page.getByLabel('E-mail address').fill('iris@lakeview.example')
  await press(page, 'Make my account')
  await expect(page).toHaveURL(/\/setup\/address$/)
  const code = /\b\d{6}\b/.exec(await page.getByText('This server sends no mail yet').innerText())?.[0] ?? ''
  await page.getByLabel('Six digits from the message').fill(code)
  await press(page, 'Confirm address')
  await expect(page).toHaveURL(/\/me\/passkey/)
  await press(page, 'Add a passkey')
  await expect(page).toHaveURL(/\/setup\/site$/)
}

async function nameSite(page: Page): Promise<void> {
  await expect(page.locator('main')).toContainText('This is an address of this machine alone')
  await page.getByLabel('Name of the site').fill('Lakeview Learns')
  await press(page, 'Go on')
  await expect(page).toHaveURL(/\/setup\/issuer$/)
}

async function makeIssuer(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Lakeview Schools')
  await page.getByLabel('Website').fill('https://lakeview.example')
  await page.getByLabel('I copied keys/master.key to another place').check()
  await press(page, 'Make issuer and keys')
  await expect(page).toHaveURL(/\/setup\/mail$/)
  const did = await page.request.get(new URL('/issuers/lakeview-schools/did.json', page.url()).href)
  expect((await did.json()).assertionMethod.length).toBeGreaterThan(0)
}

async function goThroughTheRest(page: Page): Promise<void> {
  await expect(page.locator('main')).toContainText('messages are then shown in the app')
  await press(page, 'Skip for now')
  await expect(page).toHaveURL(/\/setup\/catalogue$/)
  await page.getByLabel('All, also new ones').check()
  await press(page, 'Go on')
  await expect(page).toHaveURL(/\/setup\/demo$/)
  await page.getByLabel('Remove it').check()
  await press(page, 'Go on')
  await expect(page).toHaveURL(/\/setup\/done$/)
}

/** The person who was asked in opens the letter's link in a browser of their own and proves the address. */
async function joinBy(browser: Browser, link: string): Promise<void> {
  const own = await browser.newContext()
  const page = await own.newPage()
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Join Lakeview Schools')
  await page.getByRole('link', { name: 'Sign in or start' }).click()
  await page.getByLabel('E-mail address').fill('noor@lakeview.example')
  await press(page, 'Send me a code')
  const code = /\b\d{6}\b/.exec(await page.getByText('This server sends no mail yet').innerText())?.[0] ?? ''
  await page.getByLabel('Six digits from the message').fill(code)
  await press(page, 'Go on')
  await page.getByLabel('Your name').fill('Noor Haddad')
  await press(page, 'Save and go on')
  await page.getByRole('link', { name: 'Not now' }).click()
  await expect(page).toHaveURL(/\/join\//)
  await press(page, 'Join')
  await expect(page.locator('main')).toContainText('Lakeview Schools')
  await own.close()
}

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
  await joinBy(browser, (await letter.getAttribute('href')) ?? '')
  await page.goto(`${site.url}/org/lakeview-schools/people`)
  await expect(page.getByRole('table').first()).toContainText('Noor Haddad')

  const last = await again(site)
  expect((await page.request.get(`${last.url}/setup`)).status()).toBe(404)
  await last.stop()
  rmSync(last.folder, { recursive: true, force: true })
})
