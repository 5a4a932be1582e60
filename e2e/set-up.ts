import { type Browser, expect, type Page } from '@playwright/test'

export const PRINTED = /Set up this site: (\S+\/setup\?code=[\w-]{22}) {2}\(30 minutes, one use\)/

/** A device that answers for its owner, as a phone with a screen lock does. */
export async function withPasskeyDevice(page: Page): Promise<void> {
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

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

export async function makeAccount(page: Page, link: string): Promise<void> {
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

export async function nameSite(page: Page): Promise<void> {
  await expect(page.locator('main')).toContainText('This is an address of this machine alone')
  await page.getByLabel('Name of the site').fill('Lakeview Learns')
  await press(page, 'Go on')
  await expect(page).toHaveURL(/\/setup\/issuer$/)
}

export async function makeIssuer(page: Page): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('Lakeview Schools')
  await page.getByLabel('Website').fill('https://lakeview.example')
  await page.getByLabel('I copied keys/master.key to another place').check()
  await press(page, 'Make issuer and keys')
  await expect(page).toHaveURL(/\/setup\/mail$/)
  const did = await page.request.get(new URL('/issuers/lakeview-schools/did.json', page.url()).href)
  expect((await did.json()).assertionMethod.length).toBeGreaterThan(0)
}

export async function goThroughTheRest(page: Page, demo = 'Remove it'): Promise<void> {
  await expect(page.locator('main')).toContainText('messages are then shown in the app')
  await press(page, 'Skip for now')
  await expect(page).toHaveURL(/\/setup\/catalogue$/)
  await page.getByLabel('All, also new ones').check()
  await press(page, 'Go on')
  await expect(page).toHaveURL(/\/setup\/demo$/)
  await page.getByLabel(demo).check()
  await press(page, 'Go on')
  await expect(page).toHaveURL(/\/setup\/done$/)
}

interface Joining {
  readonly link: string
  readonly name: string
  readonly email: string
  /** True for a role that works with a passkey alone. */
  readonly passkey?: boolean
}

/** The person who was asked in opens the letter's link in a browser of their own and proves the address. */
export async function joinBy(browser: Browser, { link, name, email, passkey = false }: Joining): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: new URL(link).origin })).newPage()
  if (passkey) await withPasskeyDevice(page)
  await page.goto(link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Join Lakeview Schools')
  await page.getByRole('link', { name: 'Sign in or start' }).click()
  await page.getByLabel('E-mail address').fill(email)
  await press(page, 'Send me a code')
  const code = /\b\d{6}\b/.exec(await page.getByText('This server sends no mail yet').innerText())?.[0] ?? ''
  await page.getByLabel('Six digits from the message').fill(code)
  await press(page, 'Go on')
  await page.getByLabel('Your name').fill(name)
  await press(page, 'Save and go on')
  if (passkey) await press(page, 'Add a passkey')
  else await page.getByRole('link', { name: 'Not now' }).click()
  await expect(page).toHaveURL(/\/join\//)
  await press(page, 'Join')
  await expect(page.locator('main')).toContainText('Lakeview Schools')
  return page
}
