import type { Page } from '@playwright/test'
import { routes } from '../app/src/routes.ts'
import { Audit } from './audit.ts'
import { expectSeen, stopNow } from './keyboard.ts'
import { type People, personPage } from './made.ts'
import { cutText, wide } from './measures.ts'
import { inhabit, OPEN, type Place, setUpPlace } from './places.ts'
import { expect, type Site, test } from './site.ts'

const PAGES = routes.filter((route) => route.method === 'GET' && 'page' in route).map(({ path }) => path)

/** One screen for each job. */
const MAIN = [
  '/m/:slug',
  '/me/work/:id/requirements/:r',
  '/me/work/:id/ready',
  '/assess/read/:review',
  '/c/:id',
  '/org/:org/overview',
]
const MORE = ['/', '/explore', '/verify', '/sign-in', '/me/today', '/me/work/:id', '/me/work/:id/decision/:n{[0-9]+}']
const PAPER = [
  ...['/explore', '/m/:slug', '/stacks/:slug', '/guides/:slug'],
  ...['/c/:id', '/c/:id/print', '/me/work/:id/decision/:n{[0-9]+}'],
]
const OFFICE = ['/org/:org/people', '/org/:org/hours', '/org/:org/rules', '/org/:org/settings', '/assess/queue']

/** What is shown in the narrow window alone, menus and tables that turn into lists, is on these. */
const THOROUGH = [...MAIN, ...MORE, ...OFFICE, '/author/m/:draft/edit', '/author/m/:draft/rubric']

async function inSpanish(page: Page, audit: Audit, place: Place): Promise<void> {
  const { origin } = new URL(page.url())
  await page.context().addCookies([{ name: 'cairn-look', value: 'lang=es', url: origin }])
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(place.address)
  const where = `${place.path} in Spanish`
  if ((await page.getAttribute('html', 'lang')) !== 'es') audit.problems.push(`${where}: is not in Spanish`)
  for (const over of await page.evaluate(wide, 320)) audit.problems.push(`${where}: ${over} is too wide`)
  await audit.axe(page, where)
  await page.context().clearCookies({ name: 'cairn-look' })
}

/** Twice the text in a wide window and on the smallest phone, then the colors of the system instead of ours. */
async function withOtherEyes(page: Page, audit: Audit, place: Place): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(place.address)
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    for (const over of await page.evaluate(wide, width))
      audit.problems.push(`${place.path} at 200 %: ${over} is too wide`)
    for (const cut of await page.evaluate(cutText)) audit.problems.push(`${place.path} at 200 %: ${cut} is cut off`)
  }
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ forcedColors: 'active' })
  await audit.axe(page, `${place.path} in forced colors`)
  const bare = await page
    .locator('main .button:visible')
    .evaluateAll((buttons) =>
      buttons.filter((it) => getComputedStyle(it).borderStyle === 'none').map((it) => (it.textContent ?? '').trim()),
    )
  for (const name of bare) audit.problems.push(`${place.path} in forced colors: the button ${name} has no edge`)
  await page.emulateMedia({ forcedColors: 'none' })
}

/** From the top to the end by Tab alone: the skip link first, every stop in sight with a ring, and out again at the end. */
async function byKeyboard(page: Page, audit: Audit, place: Place): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(place.address)
  await page.keyboard.press('Tab')
  if (!(await page.evaluate(() => document.activeElement?.matches('.skip'))))
    audit.problems.push(`${place.path}: the skip link is not the first stop`)
  await page.keyboard.press('Enter')
  if (!(await page.evaluate(() => document.activeElement?.id === 'main')))
    audit.problems.push(`${place.path}: the skip link does not lead to the content`)
  await page.goto(place.address)
  for (let presses = 0; presses < 250; presses++) {
    await page.keyboard.press('Tab')
    const where = await page.evaluate(whereNow)
    if (where === 'outside') return
    await expectSeen(page).catch((error) => audit.problems.push(`${place.path}: ${String(error).slice(0, 400)}`))
    if (where === 'last') return
  }
  audit.problems.push(`${place.path}: Tab does not come out of ${(await stopNow(page)).name}`)
}

function whereNow(): 'outside' | 'last' | 'within' {
  if (document.activeElement === document.body) return 'outside'
  const links = [...document.querySelectorAll('.site-footer a')]
  return document.activeElement === links.at(-1) ? 'last' : 'within'
}

/** On a sheet of A4: nothing beside the paper, no button, no navigation, and the ink of a dark screen is not asked for. */
async function onPaper(page: Page, audit: Audit, place: Place): Promise<void> {
  const A4 = { width: 794, height: 1123 }
  await page.setViewportSize(A4)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.goto(place.address)
  const where = `${place.path} on paper`
  for (const over of await page.evaluate(wide, A4.width)) audit.problems.push(`${where}: ${over} is too wide`)
  for (const left of await page.locator('nav:visible, main button:visible, main input:visible').all())
    audit.problems.push(`${where}: ${await left.evaluate((it) => it.outerHTML.slice(0, 80))} is printed`)
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  if (!/^rgb\(255, 255, 255\)$|^rgba\(0, 0, 0, 0\)$/.test(paper)) audit.problems.push(`${where}: the paper is ${paper}`)
  if (!(await page.locator('h1:visible, h2:visible').count())) audit.problems.push(`${where}: no title`)
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
}

interface Round {
  readonly page: Page
  readonly own: readonly Place[]
}

/** Everything that is asked of one place, so that nobody waits for the others between two questions. */
async function lookAt(audit: Audit, { page, own }: Round): Promise<void> {
  for (const place of own) {
    const among = (paths: readonly string[]) => paths.includes(place.path)
    await audit.visit(page, place, among(THOROUGH))
    if (among(MAIN)) await withOtherEyes(page, audit, place)
    if (among([...MAIN, ...MORE])) await byKeyboard(page, audit, place)
    if (OPEN.includes(place) || among([...MAIN, ...MORE, ...OFFICE])) await inSpanish(page, audit, place)
    if (among(PAPER)) await onPaper(page, audit, place)
  }
}

/** The longest first: whoever is done with theirs takes the next, and all end together. */
function roundsOf(people: People, places: readonly Place[]): Round[] {
  return [...people]
    .map(([who, page]) => ({ page, own: places.filter((place) => place.who === who) }))
    .sort((one, other) => other.own.length - one.own.length)
}

async function withSetUp(audit: Audit, page: Page, site: Site): Promise<void> {
  await audit.visit(page, await setUpPlace(site), false)
  await page.context().close()
}

test('every page holds in both colors, with a mouse at 1280 px and a finger at 320 px', async ({ browser, site }) => {
  test.setTimeout(1_500_000)
  const audit = new Audit()
  await withSetUp(audit, await personPage(browser, site), site)
  const inhabited = inhabit(browser, site)
  const waiting = inhabited.then(({ people, places }) => roundsOf(people, places))
  async function walk(): Promise<void> {
    const rounds = await waiting
    for (let next = rounds.shift(); next; next = rounds.shift()) await lookAt(audit, next)
  }
  // What is open to everybody is looked at while the works of the others are being made.
  const first = lookAt(audit, { page: await personPage(browser, site), own: OPEN })
  // A question is mostly on its way between here and the page: three are asked at a time.
  await Promise.all([first.then(walk), walk(), walk()])
  expect
    .soft(
      PAGES.filter((path) => !audit.seen.has(path)),
      'pages without a place',
    )
    .toEqual([])
  expect(audit.problems).toEqual([])
})
