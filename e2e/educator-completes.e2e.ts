import { bundledContexts, type Fetched, generalCanonicalizer, verify, webCrypto } from '@cairn/openbadges'
import type { Browser, Page } from '@playwright/test'
import { become, expect, type Site, test } from './site.ts'
import { collect, EVIDENCE, readAllMet, submit, TITLE, until } from './steps.ts'

const STACK = 'Ready for any Monday'
const PARTS = [TITLE, 'Plan a substitute-ready week'] as const

/** Two parts of the second one, as the first begins, and what was written about the sheet that day. */
const WEEK = [
  ...EVIDENCE.slice(0, 2).map((piece) => ({ ...piece, ...(piece.place === 'R2' && { kind: 'Observation notes' }) })),
  {
    place: 'R2',
    text: 'The stranger reached the goal task at 8:31 and read the second line twice. Tomorrow that line says who hands out the cards. Sept 9, substitute: I saw the cards lie where nobody looked.',
    kind: 'Statement by someone else',
  },
]

test('an organization makes a stack of two, an educator earns both, and the credential of the whole names its parts', async ({
  page,
  browser,
  site,
}) => {
  await Promise.all([makeStack(browser, site), earnBoth(page, browser, site)])
  await until(page, '/me/backpack', new RegExp(STACK))
  await page.getByRole('link', { name: STACK }).click()
  await page.waitForURL(/\/me\/backpack\/.{22}/)
  await expect(page.locator('main')).toContainText('Its hours are those of its parts.')
  const id = page.url().split('/').at(-1) ?? ''
  await page.locator('input[name=visibility][value=link]').check()
  await page
    .locator('form')
    .filter({ has: page.locator('input[name=visibility]') })
    .getByRole('button')
    .click()

  const stranger = await (await browser.newContext({ baseURL: site.url })).newPage()
  await stranger.goto(`/c/${id}`)
  await expect(stranger.locator('main')).toContainText(new RegExp(`Valid.*${STACK}`))
  for (const part of PARTS) await expect(stranger.locator('#parts')).toContainText(part)
  const answer = await stranger.request.get(`${site.url}/c/${id}.json`)
  const report = await judged(site, await answer.text())
  expect(report.verdict).toBe('valid')
  expect(report.claims?.achievement?.name).toBe(STACK)
  expect(report.claims?.evidence.map(({ name }) => name).sort()).toEqual([...PARTS].sort())
  await stranger.context().close()
})

async function windowOf(browser: Browser, site: Site, name: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await become(page, name)
  return page
}

/** An author puts two together; two quality leads who wrote none of it publish them. */
async function makeStack(browser: Browser, site: Site): Promise<void> {
  const priya = await windowOf(browser, site, 'Priya Nair')
  await priya.goto('/author/stacks')
  await priya.getByRole('button', { name: 'New stack' }).click()
  await priya.getByLabel('Title', { exact: true }).fill(STACK)
  await priya.getByLabel('Add micro-credentials').fill('B1 QQ9 C10')
  await priya.getByRole('button', { name: 'Save and ask for publishing' }).click()
  await expect(priya.locator('main')).toContainText('There is no micro-credential with the code QQ9.')
  await expect(priya.locator('main')).toContainText('Write 40 to 240 characters.')
  await expect(priya.getByLabel('Title', { exact: true })).toHaveValue(STACK)
  await priya.getByLabel('Add micro-credentials').clear()
  await priya.getByLabel('Summary', { exact: true }).fill('A room that runs and a week that somebody else can teach.')
  await priya.getByRole('button', { name: 'Save and ask for publishing' }).click()
  await expect(priya.locator('main')).toContainText('Two quality leads who wrote none of it publish it now.')
  const draft = new URL(priya.url()).pathname
  const ruth = await windowOf(browser, site, 'Ruth Lindqvist')
  await ruth.goto(draft)
  await ruth.getByRole('button', { name: 'Propose to publish' }).click()
  await expect(ruth.locator('main')).toContainText('A second quality lead publishes it.')
  const dana = await windowOf(browser, site, 'Dana Whitfield')
  await dana.goto(draft)
  await dana.getByRole('button', { name: 'Publish version 1' }).click()
  await expect(dana.locator('main')).toContainText('Published. It counts from now on.')
  await Promise.all([priya, ruth, dana].map((each) => each.context().close()))
}

/** Two works at once, read by two: who reads waits ten seconds for both together. */
async function earnBoth(page: Page, browser: Browser, site: Site): Promise<void> {
  await become(page, 'Maya Jackson')
  const works = [await collect(page), await collect(page, { slug: 'plan-a-substitute-ready-week', pieces: WEEK })]
  for (const work of works) await submit(page, work, { withName: true })
  for (const work of works) await until(page, `${work}/timeline`, /Being read/)
  for (const name of ['Ana Petrov', 'Sam Okafor']) {
    const reader = await windowOf(browser, site, name)
    for (const _work of works) await readAllMet(reader, name)
    await reader.context().close()
  }
}

/** As a stranger's own program verifies it: the document and what it names, by address, and nothing else. */
async function judged(site: Site, text: string) {
  const now = new Date()
  const { statusListCredential } = JSON.parse(text).credentialStatus
  const fetched = async (url: string, from = url): Promise<[string, Fetched]> => {
    const body = new Uint8Array(await (await fetch(from)).arrayBuffer())
    return [url, { url, status: 200, mediaType: 'application/json', body, at: now }]
  }
  const did = `${site.url}/issuers/lakeview-demo/did.json`
  const contexts = bundledContexts()
  return verify(text, {
    material: {
      documents: new Map([
        await fetched(did),
        await fetched(did.replace('http://', 'https://'), did),
        await fetched(did.replace('http://localhost:', 'https://localhost%3A'), did),
        await fetched(statusListCredential),
      ]),
    },
    ...{ now, contexts, crypto: webCrypto(globalThis.crypto), canonicalizer: generalCanonicalizer(contexts) },
  })
}
