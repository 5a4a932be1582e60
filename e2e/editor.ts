import { expect, type Locator, type Page } from '@playwright/test'
import { tabTo } from './keyboard.ts'

const CONFLICT = 'saved another text in this part while you were writing'
const savedIn = (page: Page) => expect(page.locator('.autosave')).toContainText('Saved at')
const competencyOf = (page: Page) => page.locator('textarea[name="competency"]')

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await tabTo(page, page.getByRole('link', { name: 'Skip to the content' }))
  await page.keyboard.press('Enter')
}

async function typeAtEnd(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

/** Both texts are in sight, also after the page is opened again, and also when the author went on writing. */
async function tellsBoth(page: Page, mine: string, theirs: string): Promise<void> {
  const notice = page.locator('.notice', { hasText: CONFLICT })
  await expect(notice).toContainText(mine)
  await expect(notice).toContainText(theirs)
  await expect(notice).toBeInViewport()
}

async function choose(page: Page, from: Locator, name: string): Promise<void> {
  await from.focus()
  await tabTo(page, page.getByRole('button', { name }), { key: 'Shift+Tab' })
  await page.keyboard.press('Enter')
}

/** Without a mouse and without Save: what is typed is kept, and of two texts none is lost. The draft is left as it was found. */
export async function keepsWhatIsTyped(page: Page, draft: string): Promise<void> {
  const address = `${draft}/edit?section=competency`
  await open(page, address)
  const field = competencyOf(page)
  const before = await field.inputValue()
  await typeAtEnd(page, field, ' Twice.')
  await savedIn(page)
  await page.reload()
  await expect(field).toHaveValue(`${before} Twice.`)

  const second = await page.context().newPage()
  await second.goto(address)
  await competencyOf(second).fill(`${before} In the corridor.`)
  await savedIn(second)
  await typeAtEnd(page, field, ' In the yard.')
  await tellsBoth(page, `${before} Twice. In the yard.`, `${before} In the corridor.`)
  await page.keyboard.type(' Daily.')
  await page.reload()
  await tellsBoth(page, `${before} Twice. In the yard. Daily.`, `${before} In the corridor.`)
  await choose(page, field, 'Keep mine')
  await savedIn(page)

  await second.reload()
  await expect(competencyOf(second)).toHaveValue(`${before} Twice. In the yard. Daily.`)
  await competencyOf(second).fill(before)
  await savedIn(second)
  await second.close()
}

/** Also far below, in a part longer than the window. */
export async function tellsInSight(page: Page, draft: string): Promise<void> {
  const address = `${draft}/rubric`
  const second = await page.context().newPage()
  await Promise.all([page.goto(address), second.goto(address)])
  const cells = page.locator('.draft-cell')
  const before = await cells.first().inputValue()
  await second.locator('.draft-cell').first().fill(`${before} daily`)
  await savedIn(second)
  await second.close()
  await cells.last().focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' At noon.')
  await tellsBoth(page, 'At noon.', `${before} daily`)
  await expect(cells.last()).toBeFocused()
  await choose(page, cells.first(), 'Take the saved text instead')
  await expect(cells.first()).toHaveValue(`${before} daily`)
  await expect(cells.last()).not.toHaveValue(/At noon/)
  await cells.first().fill(before)
  await savedIn(page)
}

/** The linter's sentence stands in the cell while the word is being typed, and goes with it. */
export async function marksWhileTyping(page: Page, draft: string): Promise<void> {
  await open(page, `${draft}/rubric`)
  const first = page.locator('.draft-cell[data-row="0"]')
  const [title, passing] = [first.first(), first.and(page.locator('[data-level="demonstrated"]'))]
  const before = await passing.inputValue()
  await tabTo(page, title)
  for (let column = Number(await passing.getAttribute('data-column')); column > 0; column--) {
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowRight')
  }
  await expect(passing).toBeFocused()
  const marks = page.locator(`[id="${await passing.getAttribute('aria-describedby')}"]`)
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' The notes are clear.')
  await expect(marks).toContainText('R1: Say what is seen or read instead of how good it is.')
  await savedIn(page)
  for (let left = ' The notes are clear.'.length; left > 0; left--) await page.keyboard.press('Backspace')
  await expect(marks).not.toContainText('R1')
  await expect(passing).toHaveValue(before)
  await savedIn(page)
}
