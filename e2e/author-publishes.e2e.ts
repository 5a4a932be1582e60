import type { Browser, Page } from '@playwright/test'
import { keepsWhatIsTyped, marksWhileTyping, tellsInSight } from './editor.ts'
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
import { become, expect, type Site, test } from './site.ts'
import { start } from './steps.ts'

const CHANGES = 'Written for corridors: the routine begins at the door of the building.'

test('an author adapts an entry by keyboard, is never asked to save, colleagues read it, two publish it; who began stays when the next edition comes', async ({
  page,
  browser,
  site,
}) => {
  await become(page, 'Priya Nair')
  await page.goto('/author/fork/teach-routines-explicitly/1.0.0')
  await page.getByRole('button', { name: 'Begin the draft' }).click()
  const first = await draftOf(page)
  await keepsWhatIsTyped(page, first)
  await tellsInSight(page, first)
  await marksWhileTyping(page, first)
  const hands = await handsOf({ browser, site })
  const slug = await publish(page, hands, { draft: first, version: '1.0.0' })

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
  await publish(page, hands, { draft: second, version: '2.0.0' })

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

test('what one organization publishes another one adapts, and the page names both sources', async ({
  page,
  browser,
  site,
}) => {
  await foundSchools(page, site)
  const author = await colleague(page, browser, { site, name: 'Noor Haddad', roles: ['author'] })
  const leads = [
    { name: 'Kim Doe', page: await colleague(page, browser, { site, name: 'Kim Doe', roles: ['qaLead', 'assessor'] }) },
    { name: 'Lee Roy', page: await colleague(page, browser, { site, name: 'Lee Roy', roles: ['qaLead', 'assessor'] }) },
  ] as const
  await author.goto('/author/fork/teach-routines-explicitly/1.0.0')
  await author.getByRole('button', { name: 'Begin the draft' }).click()
  const own = { lead: leads[0].page, second: leads[1].page, readers: leads }
  const slug = await publish(author, own, { draft: await draftOf(author), version: '1.0.0' })

  const priya = await windowOf(browser, site, 'Priya Nair')
  await priya.goto(`/author/fork/${slug}/1.0.0`)
  await priya.getByRole('button', { name: 'Begin the draft' }).click()
  const adapted = await publish(priya, await handsOf({ browser, site }), {
    draft: await draftOf(priya),
    version: '1.0.0',
  })
  await priya.goto(`/m/${adapted}`)
  await expect(priya.locator('#know')).toContainText('by Lakeview Schools')
  await expect(priya.locator('#know')).toContainText(/Adapted from.*Adapted from/s)
})

/** A site with an organization of its own beside the demonstration. */
async function foundSchools(page: Page, site: Site): Promise<void> {
  await withPasskeyDevice(page)
  await makeAccount(page, PRINTED.exec(site.output())?.[1] ?? '')
  await nameSite(page)
  await makeIssuer(page)
  await goThroughTheRest(page, 'Keep it for now')
  await press(page, 'Close the set-up')
  await expect(page).toHaveURL(/\/admin$/)
}

/** Asked in with these roles, joined, with a passkey. */
async function colleague(
  office: Page,
  browser: Browser,
  { site, name, roles }: { site: Site; name: string; roles: readonly string[] },
): Promise<Page> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@lakeview.example`
  await office.goto('/org/lakeview-schools/people')
  await office.getByLabel('E-mail address').fill(email)
  for (const role of roles) await office.locator(`#invite input[value=${role}]`).check()
  await press(office, 'Send the invitation')
  let link = ''
  await expect(async () => {
    await office.goto('/admin/outbox')
    link = /\/join\/[\w-]+/.exec(await office.content())?.[0] ?? ''
    expect([link, joined.has(link)]).toEqual([expect.stringContaining('/join/'), false])
  }).toPass()
  joined.add(link)
  return joinBy(browser, { link: site.url + link, name, email, passkey: true })
}
const joined = new Set<string>()

interface Stage {
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

interface Hands {
  readonly lead: Page
  readonly second: Page
  readonly readers: readonly { readonly name: string; readonly page: Page }[]
}

/** The demonstration's colleagues, each in a window. */
async function handsOf({ browser, site }: Stage): Promise<Hands> {
  const windows = (name: string) => windowOf(browser, site, name)
  return {
    lead: await windows('Ruth Lindqvist'),
    second: await windows('Dana Whitfield'),
    readers: [
      { name: 'Ana Petrov', page: await windows('Ana Petrov') },
      { name: 'Sam Okafor', page: await windows('Sam Okafor') },
    ],
  }
}

/** From a draft to the catalogue by everybody's hands; answers the address of the entry. */
async function publish(
  page: Page,
  { lead, second, readers }: Hands,
  { draft, version }: { draft: string; version: string },
): Promise<string> {
  const review = `${draft}/review`
  await page.goto(review)
  await answerAll(page)
  await page.getByRole('button', { name: 'Ask for review' }).click()
  for (const reader of readers) {
    await lead.goto(review)
    await lead.getByLabel('Colleague').selectOption({ label: reader.name })
    await lead.getByRole('button', { name: 'Ask to read' }).click()
    await reader.page.goto(review)
    await answerAll(reader.page)
    await reader.page.getByRole('button', { name: 'Sign off' }).click()
    await expect(reader.page.locator('main')).toContainText('You signed this text off.')
  }
  await lead.goto(review)
  for (const reason of await lead.locator('textarea[name^=reasons]').all())
    await reason.fill('The first ten are still being read; this edition mends what they stumbled over.')
  await lead.getByRole('button', { name: 'Approve this text' }).click()
  const changes = lead.locator('textarea[name=changes]')
  await expect(lead.getByLabel('Version')).toHaveValue(version)
  if (await changes.isVisible()) await changes.fill(CHANGES)
  await lead.getByRole('button', { name: 'Propose this version' }).click()
  await second.goto(review)
  await second.getByRole('button', { name: `Publish ${version}` }).click()
  await expect(second.locator('main')).toContainText('Published. Your organization awards it from now on.')
  const href = await second.locator(`main a[href$="/v/${version}"]`).getAttribute('href')
  return /^\/m\/([^/]+)/.exec(href ?? '')?.[1] ?? ''
}
