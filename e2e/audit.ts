import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { CDPSession, Page } from '@playwright/test'
import type axe from 'axe-core'
import type { NodeResult, RunOptions } from 'axe-core'
import { smallTargets, wide } from './measures.ts'
import type { Place } from './places.ts'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What a theme may change: colors, and nothing of the order of the page. */
const COLORS = ['color-contrast', 'link-in-text-block']

/** What a narrow window may change: what is shown there alone, and what it is called. The order of the page is the same. */
const NARROW = [
  ...COLORS,
  ...['aria-hidden-focus', 'button-name', 'label', 'link-name', 'nested-interactive'],
  ...['scrollable-region-focusable', 'summary-name', 'target-size'],
]

/** Goes before a page as a mouse at 1280 px and as a finger at 320 px, in light and dark, and writes down what does not hold. */
export class Audit {
  readonly seen = new Set<string>()
  readonly problems: string[] = []

  /** @param thorough in the narrow window too every rule is asked, and the dark colors */
  async visit(page: Page, { path, address, answer = 200 }: Place, thorough: boolean): Promise<void> {
    this.seen.add(path)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    const got = await page.goto(address)
    const [wanted] = address.split('?')
    if (got?.status() !== answer || new URL(page.url()).pathname !== wanted)
      this.problems.push(`${path}: ${got?.status()} at ${page.url()}`)
    await this.atWidth(page, path, { width: 1280, thorough: true })
    const touch = await page.context().newCDPSession(page)
    await asFinger(touch, true)
    await this.atWidth(page, path, { width: 320, thorough })
    await asFinger(touch, false)
    await touch.detach()
  }

  private async atWidth(
    page: Page,
    path: string,
    { width, thorough }: { width: 1280 | 320; thorough: boolean },
  ): Promise<void> {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 })
    const where = `${path} at ${width}`
    for (const over of await page.evaluate(wide, width)) this.problems.push(`${where}: ${over} is too wide`)
    for (const small of await page.evaluate(smallTargets, width === 320))
      this.problems.push(`${where}: ${small} is a small target`)
    await this.axe(page, `${where} light`, thorough ? undefined : NARROW)
    if (!thorough) return
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await this.axe(page, `${where} dark`, COLORS)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  }

  async axe(page: Page, where: string, rules?: string[]): Promise<void> {
    const runOnly = rules ? ({ type: 'rule', values: rules } as const) : ({ type: 'tag', values: TAGS } as const)
    await bringRules(page)
    const options: RunOptions = { runOnly, resultTypes: ['violations'] }
    for (const violation of await page.evaluate(violationsNow, options)) this.problems.push(`${where}: ${violation}`)
  }
}

/** The same rules as in `axe.source`, in half the letters. */
const RULES = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Half a megabyte, and a page is asked up to four times: they are brought once for each document. */
async function bringRules(page: Page): Promise<void> {
  for (const frame of page.frames()) if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(RULES)
}

/** Runs inside the page, by itself: what holds stays there, for it is half a megabyte as well. */
async function violationsNow(options: RunOptions): Promise<string[]> {
  const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, options)
  const words = ({ target, failureSummary }: NodeResult) =>
    `${String(target)} (${failureSummary?.split('\n')[1]?.trim() ?? ''})`
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(words).slice(0, 3).join(' | ')}`)
}

async function asFinger(touch: CDPSession, enabled: boolean): Promise<void> {
  await touch.send('Emulation.setTouchEmulationEnabled', { enabled })
}
