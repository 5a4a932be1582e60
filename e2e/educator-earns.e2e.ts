import { expect, test } from './site.ts'
import { become, collectByHand, readAllMet, submit, TITLE, until } from './steps.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('an educator chooses, collects on a phone, is read blind by two, and holds a credential that counts', {
  tag: '@thread',
}, async ({ page, browser, site }) => {
  await become(page, 'Maya Jackson')
  await page.goto('/explore?q=routins')
  await expect(page.getByRole('link', { name: TITLE }).first()).toBeVisible()
  const work = await collectByHand(page)
  await submit(page, work, { withName: true })
  await until(page, `${work}/timeline`, /Being read/)

  const desk = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const reader = await desk.newPage()
  for (const name of ['Ana Petrov', 'Sam Okafor']) await readAllMet(reader, name)

  await until(page, '/me/backpack', new RegExp(TITLE))
  await page.goto(`${work}/timeline`)
  await page.getByRole('link', { name: 'Read the decision' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'You showed it' })).toBeVisible()
  await page.goto(`${work}/timeline`)
  await page.getByRole('link', { name: 'Open it in your backpack' }).click()
  await page.waitForURL(/\/me\/backpack\/.{22}/)
  await until(page, '/me/recognition', /10 hours at Lakeview/)
  await become(reader, 'Dana Whitfield')
  await reader.goto('/org/lakeview-demo/hours')
  await expect(reader.getByRole('table')).toContainText('Maya Jackson')
  await expect(reader.getByRole('table')).toContainText('10.00')
  const csv = await reader.request.get(`${site.url}/org/lakeview-demo/hours.csv`)
  expect(await csv.text()).toMatch(/Maya Jackson.*10\.00/)
  await reader.goto('/org/lakeview-demo/overview')
  await expect(reader.getByRole('heading', { level: 1 })).toBeVisible()
  await desk.close()
})
