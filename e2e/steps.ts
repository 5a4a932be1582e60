import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { become, type Site } from './site.ts'

export const TITLE = 'Teach routines explicitly'
const SLUG = 'teach-routines-explicitly'
const NOTES =
  'is the routine I chose. Students come in from the hall in small groups, and for the first weeks nobody knew where ' +
  'the folders go. It cost us four to five minutes every day before the warm-up began, and I said the same words again.'

/** From the public page to a draft of one's own; answers the address of the work. */
export async function start(page: Page, slug = SLUG): Promise<string> {
  await page.goto(`/m/${slug}`)
  await page
    .getByRole('button', { name: /^Start/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/me\/work\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname
}

/** Writes the short answers. */
export async function write(page: Page, work: string): Promise<void> {
  await page.goto(`${work}/write`)
  const boxes = page.locator('main textarea')
  for (let i = 0; i < (await boxes.count()); i++) await boxes.nth(i).fill(`Entering the room ${NOTES}`)
  await page.getByRole('button', { name: 'Save and stay' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** One piece of text in one place, said to show nobody. */
export async function addText(page: Page, address: string, { text }: { text: string }): Promise<void> {
  await page.goto(address)
  await page.getByText('Write a text', { exact: true }).click()
  const form = page.locator('form[action$="/text"]')
  await form.getByRole('textbox').first().fill(text)
  await form.getByRole('button').click()
  await expect(page.getByText(text.slice(0, 40)).first()).toBeAttached()
  await page.goto(address)
  await sayNobody(page, page.locator('form[action$="/piece"]').last())
}

/** Says of one piece that nobody can be recognized in it. */
async function sayNobody(page: Page, piece: Locator): Promise<void> {
  await piece.evaluate((element) => element.closest('details')?.setAttribute('open', ''))
  await piece.locator('input[name=class][value=A]').check()
  await piece.locator('input[type=checkbox][name=confirmed]').check()
  await piece.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Nobody can be recognized').first()).toBeAttached()
}

export async function confirmChecks(page: Page, address: string): Promise<void> {
  await page.goto(address)
  const form = page.locator('form[action$="/checks"]')
  for (const box of await form.getByRole('checkbox').all()) await box.check()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

/** Says what must be said and sends. */
export async function submit(page: Page, work: string, { withName = false } = {}): Promise<void> {
  await page.goto(`${work}/ready`)
  await page.getByLabel('No', { exact: true }).check()
  await page.getByLabel(withName ? /^With my name/ : /^Without my name/).check()
  for (const box of await page.locator('form').getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(page).toHaveURL(/timeline/)
}

interface Piece {
  readonly place: string
  readonly text: string
  /** Where the part takes several kinds of text. */
  readonly kind?: string
}

export const EVIDENCE: readonly Piece[] = [
  {
    place: 'R1',
    text: 'Step one: put the folder in the tray. Step two: take the warm-up. Step three: write your name on it.',
  },
  {
    place: 'R2',
    text: 'Timed notes by a colleague, 8:05 to 8:13. Two students said which step differed before the teacher did.',
  },
  {
    place: 'R3',
    text: 'Sept 8: 4 min. Sept 9: 5 min. Sept 10: 4 min. Oct 5: 2 min. Oct 6: 2 min. Oct 7: 1 min. Oct 8: 2 min. Oct 9: 1 min.',
  },
]

/** The whole work of B1 in text, page by page, as somebody without a camera would do it. */
export async function collectByHand(page: Page): Promise<string> {
  const work = await start(page)
  await write(page, work)
  for (const { place, ...piece } of EVIDENCE) {
    await addText(page, `${work}/requirements/${place}`, piece)
    await confirmChecks(page, `${work}/requirements/${place}`)
  }
  return work
}

/** The same work where a journey is about what comes after: the same forms, sent without drawing each page. */
export async function collect(
  page: Page,
  { slug = SLUG, pieces = EVIDENCE }: { slug?: string; pieces?: readonly Piece[] } = {},
): Promise<string> {
  const work = await start(page, slug)
  await send(page, { address: `${work}/write`, form: '/write', fields: { '.body': `Entering the room ${NOTES}` } })
  for (const { place, text, kind } of pieces) {
    const address = `${work}/requirements/${place}`
    await send(page, { address, form: '/text', fields: { body: text } })
    await send(page, {
      address,
      form: '/piece',
      fields: { class: 'A', confirmed: 'yes', ...(kind && { evidenceType: kind }) },
    })
    await send(page, { address, form: '/checks', fields: { 'yes[]': 'yes' } })
  }
  return work
}

export async function collectAndSubmit(page: Page, options: { withName?: boolean } = {}): Promise<string> {
  const work = await collect(page)
  await submit(page, work, options)
  return work
}

interface Sending {
  readonly address: string
  /** How the form's address ends; the last such form of the page is meant. */
  readonly form: string
  /** By the end of a field's name: a text, the value or label of a choice; every box of that name is ticked. */
  readonly fields: Readonly<Record<string, string>>
}

/** Reads a page's form, fills it and sends it from where the person is. */
async function send(page: Page, sending: Sending): Promise<void> {
  const { status, shown } = await page.evaluate(async ({ address, form: ending, fields }) => {
    const read = await (await fetch(address)).text()
    const forms = new DOMParser().parseFromString(read, 'text/html').querySelectorAll<HTMLFormElement>('form')
    const form = [...forms].filter((each) => each.getAttribute('action')?.endsWith(ending)).at(-1)
    if (!form) return { status: 0, shown: read }
    for (const field of form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, textarea, select')) {
      const value = Object.entries(fields).find(([end]) => field.name.endsWith(end))?.[1]
      if (value === undefined) continue
      if (field instanceof HTMLSelectElement)
        field.value = [...field.options].find(({ text }) => text.trim() === value)?.value ?? value
      else if (field.type === 'checkbox') field.checked = true
      else if (field.type === 'radio') field.checked = field.value === value
      else field.value = value
    }
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value)])
    const to = form.getAttribute('action') ?? address
    const answer = await fetch(to, { method: 'POST', body: new URLSearchParams(entries) })
    return { status: answer.status, shown: await answer.text() }
  }, sending)
  expect(status, `${sending.form} at ${sending.address}: ${shown}`).toBe(200)
}

/** Reads again until the page says what it should: the work behind it goes by itself. */
export async function until(page: Page, address: string, words: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(address)
    await expect(page.locator('main')).toContainText(words, { timeout: 200 })
  }).toPass({ timeout: 60_000, intervals: [300] })
}

export { become }

/** Claims the next portfolio and reads it with the keyboard alone: a level and a confidence for each criterion, then submit. */
export async function readAllMet(page: Page, name: string): Promise<void> {
  await become(page, name)
  await until(page, '/assess/queue', /waiting/)
  await page.getByRole('button', { name: 'Start reading' }).click()
  await page.waitForURL(/\/assess\/read\//)
  await expect(page.getByRole('button', { name: 'Keys' })).toBeVisible()
  await page.locator('main').focus()
  for (let criterion = 0; criterion < 6; criterion++) {
    await page.keyboard.press('2')
    await page.keyboard.press('Alt+3')
    await page.keyboard.press('j')
  }
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/\/assess\/queue/)
}

const MISSING = `the notes quote only two statements that name a step of the plan: entering ${NOTES}`

/** Reads on the plain form, without script: the named criteria are not yet there, with what is missing, a place and one next step. Answers the criteria that stood open. */
export async function readWithout(
  browser: Browser,
  site: Site,
  { name, notYet }: { name: string; notYet: readonly string[] },
): Promise<string[]> {
  const plain = await browser.newContext({
    baseURL: site.url,
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
  })
  const page = await plain.newPage()
  await become(page, name)
  await until(page, '/assess/queue', /waiting/)
  await page.getByRole('button', { name: 'Start reading' }).click()
  await page.waitForURL(/\/assess\/read\//)
  const criteria = await page
    .locator('input[name$=".levelId"]')
    .evaluateAll((boxes) => [...new Set(boxes.map((box) => (box as HTMLInputElement).name.split('.')[1] ?? ''))])
  for (const id of criteria) {
    const level = notYet.includes(id) ? 'not_yet' : 'demonstrated'
    await choose(page, `input[name="scores.${id}.levelId"][value=${level}]`)
    await choose(page, `input[name="scores.${id}.confidence"][value="3"]`)
    if (!notYet.includes(id)) continue
    await page.locator(`textarea[name="scores.${id}.missing"]`).fill(MISSING)
    await page
      .locator(`textarea[name="scores.${id}.nextStep"]`)
      .fill('Quote one more statement word for word with the step that it names, please.')
    await page.locator(`select[name="scores.${id}.anchors.0.place"]`).selectOption({ index: 1 })
    const spot = page.locator(`[name="scores.${id}.anchors.0.at"]`)
    if (await spot.isVisible()) await spot.fill('Two students said')
  }
  await page.getByRole('button', { name: 'Submit reading' }).click()
  await page.waitForURL(/\/assess\/queue/)
  await plain.close()
  return criteria
}

/** As a keyboard does it: a sticky bar never stands in the way. */
export async function choose(page: Page, selector: string): Promise<void> {
  await page.locator(selector).focus()
  await page.keyboard.press('Space')
  await expect(page.locator(selector)).toBeChecked()
}

/** Maya earns B1: collected, read blind by two, awarded. Answers the public id of her credential, open on its page. */
export async function earn(page: Page, browser: Browser, site: Site): Promise<string> {
  await become(page, 'Maya Jackson')
  const work = await collectAndSubmit(page, { withName: true })
  await until(page, `${work}/timeline`, /Being read/)
  const desk = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const reader = await desk.newPage()
  for (const name of ['Ana Petrov', 'Sam Okafor']) await readAllMet(reader, name)
  await desk.close()
  await until(page, '/me/backpack', new RegExp(TITLE))
  await page.locator('main a[href^="/me/backpack/"]').first().click()
  await page.waitForURL(/\/me\/backpack\/.{22}/)
  return page.url().split('/').at(-1) ?? ''
}

/** The administrator takes the newest award back for an error of the issuer. */
export async function revokeNewest(page: Page): Promise<void> {
  await become(page, 'Dana Whitfield')
  await page.goto('/org/lakeview-demo/awards')
  await page.locator('main a[href$="/revoke"]').first().click()
  await page.waitForURL(/\/revoke$/)
  await choose(page, 'input[name=reason][value=error]')
  await choose(page, 'input[name=confirm]')
  await page.locator('main form').getByRole('button').first().click()
  await expect(page).toHaveURL(/\/org\/lakeview-demo\/awards/)
}
