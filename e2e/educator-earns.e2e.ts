import { become, collectAndSubmit, TITLE, until } from './steps.ts'
import { expect, test } from './site.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

test('an educator finds a micro-credential, collects on a phone and sends', async ({ page }) => {
  await become(page, 'Maya Jackson')
  await page.goto('/explore?q=routins')
  await expect(page.getByRole('link', { name: TITLE }).first()).toBeVisible()
  const work = await collectAndSubmit(page, { withName: true })
  await until(page, `${work}/timeline`, /being read|reading now|Decision expected|by /i)
  console.log(await page.locator('main').innerText())
  await become(page, 'Ana Petrov')
  await page.goto('/assess/queue')
  console.log(await page.locator('main').innerText())
  await page.getByRole('button', { name: /read/i }).first().click()
  await page.waitForURL(/assess\/read/)
  console.log((await page.locator('main').innerText()).slice(0, 6000))
  console.log(await page.locator('main form').evaluateAll(fs => fs.map(f => (f as HTMLFormElement).getAttribute('action')+' :: '+[...f.querySelectorAll('input:not([type=hidden]),textarea,select,button')].map(e => { const x = e as HTMLInputElement; return `${x.tagName.toLowerCase()}[${x.type||''}] ${x.name}=${(x.value||'').slice(0,20)} "${(x.labels?.[0]?.innerText||x.innerText||'').slice(0,40)}"`}).join(' | ')).join('\n')))
  await page.screenshot({ path: '/tmp/shots/desk-390.png', fullPage: true })
})
