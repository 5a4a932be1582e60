import { expect, test } from './site.ts'
import { addText, become, collectAndSubmit, readWithout, submit, until } from './steps.ts'

test('readers return two criteria, the educator improves only those, and earns', async ({ page, browser, site }) => {
  test.setTimeout(150_000)
  await become(page, 'Maya Jackson')
  const work = await collectAndSubmit(page)
  await until(page, `${work}/timeline`, /Being read/)
  for (const name of ['Ana Petrov', 'Sam Okafor']) await readWithout(browser, site, { name, notYet: ['C4', 'C6'] })

  await until(page, `${work}/decision/1`, /One more thing/i)
  const letter = page.locator('main')
  const met = (await letter.innerText()).indexOf('Steps that can be seen or heard')
  const missing = (await letter.innerText()).indexOf('Feedback names a step')
  expect(met).toBeGreaterThan(-1)
  expect(missing).toBeGreaterThan(met)
  await expect(letter).toContainText('Quote one more statement word for word')

  await page.goto(work)
  await addText(page, `${work}/requirements/R2`, {
    text: 'Further notes: three statements, each with its step, and a student tells a classmate the second one.',
    kind: 'Observation notes',
  })
  await submit(page, work)
  await until(page, `${work}/timeline`, /Being read/)
  // The same two may not read again unless the organization allows it; Priya is at the educator's own school.
  for (const name of ['Ana Petrov', 'Sam Okafor']) await readWithout(browser, site, { name, notYet: [] })
  await until(page, '/me/backpack', /Teach routines explicitly/)
})
