import { expect, test } from './site.ts'
import { become, choose, collectAndSubmit, readWithout, TITLE, until } from './steps.ts'

const REASON =
  'The notes at 8:21 list step one, step two and step three in this order, each done by the students themselves, and ' +
  'nothing in them shows a step left out, so the whole routine was run once from the first step to the last.'

test('two readers disagree on what decides, an adjudicator decides with a reason, and the letter says who read', async ({
  page,
  browser,
  site,
}) => {
  await become(page, 'Maya Jackson')
  const work = await collectAndSubmit(page)
  await until(page, `${work}/timeline`, /Being read/)
  await Promise.all([
    readWithout(browser, site, { name: 'Ana Petrov', notYet: [] }),
    readWithout(browser, site, { name: 'Sam Okafor', notYet: ['C3'] }),
  ])

  const desk = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const ruth = await desk.newPage()
  await become(ruth, 'Ruth Lindqvist')
  await until(ruth, '/assess/queue', /Two readings that differ/)
  expect((await page.request.get(`${work}/decision/1`)).status()).toBe(404)
  await ruth.getByRole('button', { name: 'Take the next one' }).click()
  await ruth.waitForURL(/\/assess\/adjudicate\//)
  const ruling = ruth.locator('main')
  await expect(ruling).toContainText('The two readings differ on one criterion, and the outcome depends on it.')
  await expect(ruling.locator('.desk-criterion')).toHaveCount(1)
  await expect(ruling).toContainText('Students run the whole routine')
  await expect(ruling.getByRole('region', { name: /^Reading [12] of Students run the whole routine$/ })).toHaveCount(2)
  expect(await ruling.innerText()).not.toMatch(/Maya|Jackson|Ana |Petrov|Sam |Okafor|Alder|Sure/)

  await choose(ruth, 'input[name="rulings.C3.levelId"][value=demonstrated]')
  await ruth.getByLabel('Your reason').fill('The notes show it.')
  await ruth.getByRole('button', { name: 'Submit ruling' }).click()
  await expect(ruling).toContainText('Give your reason in at least 40 words.')
  await expect(ruling).toContainText('Name one place in the work.')
  await expect(ruth.getByLabel('Your reason')).toHaveValue('The notes show it.')
  await ruth.getByLabel('Your reason').fill(REASON)
  await ruth.locator('select[name="rulings.C3.anchors.0.place"]').selectOption({ index: 1 })
  await ruth.getByRole('button', { name: 'Submit ruling' }).click()
  await ruth.waitForURL(/\/assess\/queue/)

  await until(page, `${work}/decision/1`, /You showed it/)
  const letter = page.locator('main')
  await expect(letter).toContainText(REASON)
  await expect(letter).toContainText('so a third person decided that part and wrote down why')
  await expect(letter).toContainText('Read by provisional readers')
  expect(await letter.innerText()).not.toMatch(/Petrov|Okafor|Lindqvist|the notes quote only two/)

  await until(page, '/me/backpack', new RegExp(TITLE))
  await page.locator('main a[href^="/me/backpack/"]').first().click()
  await page.waitForURL(/\/me\/backpack\/.{22}/)
  await page.locator('input[name=visibility][value=link]').check()
  await page.locator('form:has(input[name=visibility])').getByRole('button').click()
  await expect(page.locator('main')).toContainText('Whoever has the link can open it now')
  const address = `/c/${page.url().split('/').at(-1)}`.replace(/[?#].*/, '')
  const credential = await (await page.request.get(`${address}.json`)).json()
  expect(credential.credentialSubject.source.name).toMatch(/: 3 provisional readers \(R-.*, R-.*, R-.*\)$/)
  expect(credential.credentialSubject.achievement.criteria.narrative).toContain('an adjudicator decided')
  await page.goto(address)
  await expect(page.locator('main')).toContainText('The readers were provisional')
  await desk.close()
})
