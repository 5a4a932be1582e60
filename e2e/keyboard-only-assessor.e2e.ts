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
  const menu = page.locator('.site-menu').first()
  await tabTo(page, menu.locator('summary'))
  await press(page, 'Enter')
  await expect(menu).toHaveAttribute('open')
  await press(page, 'Escape')
  await expect(menu).not.toHaveAttribute('open')
  await expect(menu.locator('summary')).toBeFocused()
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
  await expect(page.locator('main')).toContainText('Say where in the work, or choose “Nothing in … shows it”.')
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

  await keysOffAndOn(page)
  await aidsOfTheDesk(page)
  await ownKeys(page)
})

/** The switch in the help stands in the account: off stays off on every visit. */
async function keysOffAndOn(page: Page): Promise<void> {
  const switched = () => page.waitForResponse((answer) => answer.url().endsWith('/me/keys/switch'))
  await press(page, '?')
  const help = page.getByRole('dialog')
  await expect(help).toBeVisible()
  await expect(help.getByRole('checkbox')).toBeFocused()
  await expectSeen(page)
  await Promise.all([switched(), press(page, 'Space')])
  await press(page, 'Escape')
  await expect(help).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await press(page, 'j', '2', '?')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('.desk-sheet input[type=radio]:checked')).toHaveCount(0)
  await tabTo(page, page.getByRole('button', { name: 'Keys' }), { key: 'Shift+Tab', most: 40 })
  await Promise.all([switched(), press(page, 'Enter', 'Space')])
  await press(page, 'Escape', 'j', '2')
  await expect(page.locator('.desk-sheet input[type=radio]:checked')).toHaveCount(1)
}

/** What counts, the comment bank, dictation: each on its key, and a line of the bank lands in the comment. */
async function aidsOfTheDesk(page: Page): Promise<void> {
  const open = page.locator('.desk-criterion[data-current]')
  await press(page, 'x')
  await expect(open).toContainText('No example from real work has been released for this criterion yet.')
  await expectSeen(page)
  await press(page, 'x', '/')
  const line = open.locator('.desk-bank-line').first()
  await expect(line).toBeFocused()
  await expectSeen(page)
  const words = (await line.textContent()) ?? ''
  await press(page, 'Enter')
  const comment = open.locator('textarea[name$=".comment"]')
  await expect(comment).toBeFocused()
  await expect(comment).toHaveValue(words)
  await page.keyboard.type(' /vx')
  await expect(comment).toHaveValue(`${words} /vx`)
  const told = page.locator('.desk-sheet [role=status]').first()
  await page.evaluate(withoutSpeech)
  await press(page, 'Shift+Tab', 'v')
  await expect(told).toContainText('The dictation of your system')
  await expect(comment).toBeFocused()
  await page.evaluate(withSpeech)
  await press(page, 'Shift+Tab', 'v')
  await expect(told).toContainText('Speak now.')
  await expect(comment).toHaveValue(`${words} /vx heard on this device`)
  await press(page, 'v')
  await expect(open.getByRole('button', { name: 'Dictate' })).toBeVisible()
}

/** A browser whose speech does not stay on the device. */
function withoutSpeech(): void {
  Object.defineProperty(window, 'SpeechRecognition', { value: undefined, configurable: true })
}

/** A device that hears one sentence: the browser of the tests has no microphone. */
function withSpeech(): void {
  class Device extends EventTarget {
    static available = (wish: { processLocally: boolean }) =>
      Promise.resolve(wish.processLocally ? 'available' : 'unavailable')
    processLocally = false
    start() {
      const result = Object.assign([{ transcript: ' heard on this device ' }], { isFinal: this.processLocally })
      setTimeout(() => this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results: [result] })))
    }
    stop() {
      this.dispatchEvent(new Event('end'))
    }
  }
  Object.defineProperty(window, 'SpeechRecognition', { value: Device, configurable: true })
}

/** A key of one's own works, the one it replaces does nothing, a key that is taken is refused, and off means off. */
async function ownKeys(page: Page): Promise<void> {
  const desk = page.url()
  await page.goto('/me/settings#keys')
  const next = page.locator('input[name="keys.next"]')
  await next.focus()
  await press(page, 'Control+a')
  await page.keyboard.type('k')
  await press(page, 'Enter')
  await expect(page.getByRole('alert')).toContainText('k already means “Previous criterion”.')
  await expect(next).toHaveValue('k')
  await next.focus()
  await press(page, 'Control+a')
  await page.keyboard.type('w')
  await press(page, 'Enter')
  await expect(page.locator('main')).toContainText('Your keys are saved.')

  await page.goto(desk)
  await toDesk(page)
  await press(page, '?')
  await expect(page.getByRole('dialog').locator('dl')).toContainText('wNext criterion')
  await press(page, 'Escape', 'k', 'k', 'k', 'k', 'k')
  await expect(current(page)).toContainText('Steps that can be seen or heard')
  await press(page, 'j')
  await expect(current(page)).toContainText('Steps that can be seen or heard')
  await press(page, 'w')
  await expect(current(page)).toContainText('Students tell a near miss apart')
  await press(page, 'c')
  await page.keyboard.type('wwk')
  await expect(current(page)).toContainText('Students tell a near miss apart')

  await page.goto('/me/settings#keys')
  await tabTo(page, page.getByRole('button', { name: 'Turn all keys off' }), { most: 150 })
  await press(page, 'Enter')
  await expect(page.getByRole('button', { name: 'Turn the keys on' })).toBeVisible()
  await page.goto(desk)
  await toDesk(page)
  const first = await current(page).textContent()
  await press(page, 'w', 'j', '?', 'Control+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await current(page).textContent()).toBe(first)
  expect(page.url()).toBe(desk)
}
