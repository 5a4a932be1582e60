import { expect, test } from './site.ts'
import { addText, become, collectAndSubmit, readWithout, submit, TITLE, until } from './steps.ts'

test('readers return one criterion, the educator improves only that one, and earns', async ({
  page,
  browser,
  site,
}) => {
  await become(page, 'Maya Jackson')
  const work = await collectAndSubmit(page)
  await until(page, `${work}/timeline`, /Being read/)
  for (const name of ['Ana Petrov', 'Sam Okafor'])
    expect(await readWithout(browser, site, { name, notYet: ['C3'] })).toEqual(['C1', 'C2', 'C3', 'C4', 'C5', 'C6'])

  // The letter stands a moment before the work is open again.
  await until(page, `${work}/decision/1`, /Send it again/)
  const letter = page.locator('main')
  await expect(letter).toContainText('5 of 6 shown')
  await expect(letter).toContainText('One thing to add: Students run the whole routine. You only send that part again.')
  const parts = await letter.getByRole('heading').allInnerTexts()
  expect(parts.indexOf('What you showed')).toBeLessThan(parts.indexOf('Steps that can be seen or heard'))
  expect(parts.indexOf('Steps that can be seen or heard')).toBeLessThan(parts.indexOf('Still to show'))
  expect(parts.indexOf('Still to show')).toBeLessThan(parts.indexOf('Students run the whole routine'))
  await expect(letter).toContainText('Quote one more statement word for word')

  await letter.getByRole('link', { name: 'Send it again' }).click()
  await expect(page).toHaveURL(new RegExp(`${work}$`))
  await addText(page, `${work}/requirements/R2`, {
    text: 'Further notes: at 8:21 students ran all three steps in order while a classmate named each one aloud.',
  })
  await submit(page, work)
  await until(page, `${work}/timeline`, /Being read/)
  // Whoever read the first attempt does not read the second; Priya works at the educator's own school.
  for (const name of ['Lena Brooks', 'Omar Haddad'])
    expect(await readWithout(browser, site, { name, notYet: [] })).toEqual(['C3'])
  await until(page, `${work}/decision/2`, /You showed it/)
  await until(page, '/me/backpack', new RegExp(TITLE))
})
