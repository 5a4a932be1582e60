import type { Page } from '@playwright/test'
import { routes } from '../app/src/routes.ts'
import { Audit } from './audit.ts'
import { expectSeen, stopNow } from './keyboard.ts'
import { type People, personPage } from './made.ts'
import { cutText, wide } from './measures.ts'
import { inhabit, type Place, setUpPlace } from './places.ts'
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

async function inTurns(people: People, places: readonly Place[], visit: (page: Page, place: Place) => Promise<void>) {
  const waiting = [...people].map(([who, page]) => ({ page, own: places.filter((place) => place.who === who) }))
  async function walk(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift())
      for (const place of next.own) await visit(next.page, place)
  }
  await Promise.all([walk(), walk()])
}

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
    if (await page.evaluate(() => document.activeElement === document.body)) return
    await expectSeen(page).catch((error) => audit.problems.push(`${place.path}: ${String(error).slice(0, 400)}`))
    if (await page.evaluate(isLast)) return
  }
  audit.problems.push(`${place.path}: Tab does not come out of ${(await stopNow(page)).name}`)
}

function isLast(): boolean {
  const links = [...document.querySelectorAll('.site-footer a')]
  return document.activeElement === links.at(-1)
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

async function withSetUp(audit: Audit, page: Page, site: Site): Promise<void> {
  await audit.visit(page, await setUpPlace(site), false)
  await page.context().close()
}

test('every page holds in both colors, with a mouse at 1280 px and a finger at 320 px', async ({ browser, site }) => {
  test.setTimeout(1_500_000)
  const audit = new Audit()
  await withSetUp(audit, await personPage(browser, site), site)
  const { people, places } = await inhabit(browser, site)
  await inTurns(people, places, (page, place) => audit.visit(page, place, THOROUGH.includes(place.path)))
  expect
    .soft(
      PAGES.filter((path) => !audit.seen.has(path)),
      'pages without a place',
    )
    .toEqual([])
  const of = (paths: readonly string[]) => places.filter(({ path }) => paths.includes(path))
  await inTurns(people, of(MAIN), (page, place) => withOtherEyes(page, audit, place))
  await inTurns(people, of([...MAIN, ...MORE]), (page, place) => byKeyboard(page, audit, place))
  await inTurns(people, of([...MAIN, ...MORE, ...OFFICE]), (page, place) => inSpanish(page, audit, place))
  await inTurns(people, of(PAPER), (page, place) => onPaper(page, audit, place))
  expect(audit.problems).toEqual([])
})
