import { become, collectAndSubmit, readAllMet, TITLE, until } from './steps.ts'
import { expect, test } from './site.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('an educator chooses, collects on a phone, is read blind by two, and holds a credential that counts', async ({ page, browser, site }) => {
  await become(page, 'Maya Jackson')
  await page.goto('/explore?q=routins')
  await expect(page.getByRole('link', { name: TITLE }).first()).toBeVisible()
  const work = await collectAndSubmit(page, { withName: true })
  await until(page, `${work}/timeline`, /Being read/)

  const desk = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const reader = await desk.newPage()
  for (const name of ['Ana Petrov', 'Sam Okafor']) await readAllMet(reader, name)

  await until(page, '/me/backpack', new RegExp(TITLE))
  console.log(await page.locator('main').innerText())
  console.log(await page.locator('main a').evaluateAll((as) => as.map((a) => a.getAttribute('href'))))
  await page.goto('/me/recognition')
  console.log(await page.locator('main').innerText())
  await become(reader, 'Dana Whitfield')
  await reader.goto('/org/lakeview-demo/hours')
  console.log(await reader.locator('main').innerText())
  await reader.goto('/org/lakeview-demo/awards')
  console.log(await reader.locator('main').innerText())
  console.log(await reader.locator('main a').evaluateAll((as) => as.map((a) => a.getAttribute('href'))))
  await desk.close()
})
