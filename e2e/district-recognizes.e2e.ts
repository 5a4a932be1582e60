import { expect, type Page } from '@playwright/test'
import { parseCsv } from '../app/src/lib/csv.ts'
import { type Site, test } from './site.ts'
import { become, earn, revokeNewest, TITLE, until } from './steps.ts'

const HOURS = '/org/lakeview-demo/hours'

async function csv(page: Page, site: Site, path: string): Promise<Record<string, string>[]> {
  const answer = await page.request.get(`${site.url}${path}`)
  expect(answer.headers()['content-type']).toContain('text/csv')
  const parsed = parseCsv(await answer.text())
  if (!parsed.ok) throw new Error(parsed.because)
  const [head, ...rows] = parsed.rows.map(({ cells }) => cells)
  return rows.map((cells) => Object.fromEntries((head ?? []).map((name, i) => [name, cells[i] ?? ''])))
}

/** What the page shows, line by line, beside what the file says. */
async function pageAgrees(page: Page, rows: readonly Record<string, string>[]): Promise<void> {
  await page.goto(HOURS)
  const lines = page.locator('main table tbody tr')
  await expect(lines).toHaveCount(rows.length)
  const shown = (await lines.allInnerTexts()).map((text) => text.replaceAll('−', '-').replace(/\s+/g, ' '))
  for (const row of rows) {
    const wanted = [row.Educator, row.School, row['Micro-credential'], row['School year'], row.Hours]
    expect(shown.some((text) => wanted.every((word) => word && text.includes(word)))).toBe(true)
  }
}

test('a district sees how far its educators came, exports the hours a rule gave, and takes an award and its hours back', {
  tag: '@thread',
}, async ({ page, browser, site }) => {
  await earn(page, browser, site)
  await until(page, '/me/recognition', /10 hours at Lakeview/)

  const context = await browser.newContext({ baseURL: site.url, viewport: { width: 1280, height: 900 } })
  const office = await context.newPage()
  await become(office, 'Dana Whitfield')
  await until(office, '/org/lakeview-demo/overview', /Earned/)
  for (const stage of ['Chosen', 'Collecting', 'Submitted', 'Earned'])
    await expect(office.locator('main')).toContainText(stage)
  await expect(office.locator('main')).toContainText('fewer than 10')

  const given = await csv(office, site, `${HOURS}.csv`)
  expect(given).toHaveLength(1)
  expect(given[0]).toMatchObject({ Educator: 'Maya Jackson', 'Micro-credential': TITLE, Hours: '10.00' })
  await pageAgrees(office, given)

  await revokeNewest(office)
  await until(office, HOURS, /[-−]10\.00/)
  const after = await csv(office, site, `${HOURS}.csv`)
  expect(after.map(({ Hours }) => Number(Hours)).reduce((sum, hours) => sum + hours, 0)).toBe(0)
  await pageAgrees(office, after)
  await until(page, '/me/recognition', /taken back|revoked/i)
  await context.close()
})
