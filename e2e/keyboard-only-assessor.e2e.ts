import type { Page } from '@playwright/test'
import { expectSeen, tabTo } from './keyboard.ts'
import { expect, test } from './site.ts'
import { become, collectAndSubmit, until } from './steps.ts'

const MISSING =
  'The notes list step one and step two at 8:05 and again at 8:13, but no line says that students put their name on ' +
  'the page, so a run from the first step of the plan to the last one cannot be seen in this piece yet.'
const STEP = 'Note one run in which students do every step, with the minute of each.'

/** The one criterion the keys act on. */
const current = (page: Page) => page.locator('.desk-criteria a[aria-current=step]')

async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

async function toDesk(page: Page): Promise<void> {
  await page.waitForURL(/\/assess\/read\//)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
}

/** Level and confidence of every criterion from where the sheet stands, the third one not yet. */
async function readAll(page: Page): Promise<void> {
  await press(page, 'k', 'k', 'k', 'k', 'k')
  for (const level of ['2', '2', '1', '2', '2', '2']) {
    await press(page, level, 'Alt+3')
    await expectSeen(page)
    await press(page, 'j')
  }
}

test('an assessor reads, undoes, sends and goes on to the next portfolio without ever touching a mouse', async ({
  page,
  browser,
  site,
}) => {
  await Promise.all(
    ['Maya Jackson', 'Luis Ortega'].map(async (name) => {
      const context = await browser.newContext({ baseURL: site.url })
      const learner = await context.newPage()
      await become(learner, name)
      await until(learner, `${await collectAndSubmit(learner)}/timeline`, /Being read/)
      await context.close()
    }),
  )

  await page.goto('/demo')
  await tabTo(page, page.getByRole('button', { name: /Sam Okafor/ }))
  await press(page, 'Enter')
  await page.waitForURL((url) => url.pathname !== '/demo')
  await page.goto('/assess/queue')
  await expect(page.locator('main')).toContainText('2 waiting')
  await tabTo(page, page.getByRole('button', { name: 'Start reading' }))
  await press(page, 'Enter')
  await toDesk(page)

  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await tabTo(page, skip)
  await press(page, 'Enter', 'j', 'k')
  await expectSeen(page)
  await expect(current(page)).toContainText('Steps that can be seen or heard')
  await readAll(page)
  await expect(page.locator('.desk-criteria')).toContainText('Students run the whole routine: Not yet')
  await expect(page.locator('.desk-criteria')).not.toContainText('Not rated')

  await press(page, 'k', 'k', 'k')
  await expect(current(page)).toContainText('Students run the whole routine')
  await press(page, 'c')
  await page.keyboard.type('jk12c?efbu[]')
  const comment = page.locator('textarea[name="scores.C3.comment"]')
  await expect(comment).toBeFocused()
  await expect(comment).toHaveValue('jk12c?efbu[]')
  await expect(current(page)).toContainText('Students run the whole routine: Not yet')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await press(page, 'Control+a', 'Delete')
  await page.keyboard.type('Steps one and two are there.')
  await press(page, 'Tab')
  await page.keyboard.type(MISSING)
  await press(page, 'Tab')
  await page.keyboard.type(STEP)
  await press(page, 'Control+Enter')
  await expect(page.locator('main')).toContainText('Say where in the work, or that nothing was there.')
  await expect(page.locator('textarea[name="scores.C3.missing"]')).toHaveValue(MISSING)

  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await press(page, 'F6', ']', ']', ']')
  await expectSeen(page)
  await expect(page.locator('.desk-evidence')).toContainText('Timed notes by a colleague')
  await press(page, 'e', 'F6')
  await expect(page.locator('select[name="scores.C3.anchors.0.place"]')).not.toHaveValue('')
  await press(page, 'Control+Enter')
  await page.waitForURL(/\/assess\/queue\?sent=/)

  await press(page, 'u')
  await toDesk(page)
  await expect(page.locator('textarea[name="scores.C3.nextStep"]')).toHaveValue(STEP)
  await press(page, 'Control+Enter')
  await page.waitForURL(/\/assess\/queue\?sent=/)
  await expect(page.getByRole('button', { name: 'Next portfolio' })).toBeFocused()
  await expectSeen(page)
  await press(page, 'n')
  await toDesk(page)

  await press(page, '?')
  const help = page.getByRole('dialog')
  await expect(help).toBeVisible()
  await expect(help.getByRole('checkbox')).toBeFocused()
  await expectSeen(page)
  await press(page, 'Space', 'Escape')
  await expect(help).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await press(page, 'j', '2', '?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('.desk-sheet input[type=radio]:checked')).toHaveCount(0)
  await tabTo(page, page.getByRole('button', { name: 'Keys' }), { key: 'Shift+Tab', most: 40 })
  await press(page, 'Enter', 'Space', 'Escape', 'j', '2')
  await expect(page.locator('.desk-sheet input[type=radio]:checked')).toHaveCount(1)
})
