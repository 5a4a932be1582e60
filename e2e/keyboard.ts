import { expect, type Locator, type Page } from '@playwright/test'

/** Where the focus stands, and whether a person sees it there. */
export interface Stop {
  readonly name: string
  readonly ringed: boolean
  readonly inSight: boolean
  readonly uncovered: boolean
}

/** A ring around the element or around what stands for it, inside the window and under nothing. */
export function stopNow(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const focus = document.activeElement as HTMLElement
    const box = focus.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, 20)]
    const hit = document.elementFromPoint(x, y)
    const label = focus instanceof HTMLInputElement ? (focus.labels?.[0] ?? null) : null
    const near = [focus, label, focus.nextElementSibling, focus.parentElement].map((it) => it && getComputedStyle(it))
    const rings = [...near, getComputedStyle(focus, '::after')]
    return {
      name: `${focus.tagName.toLowerCase()} ${focus.id || (focus.textContent ?? '').trim().slice(0, 40)}`,
      ringed: rings.some((it) => it && it.outlineStyle !== 'none' && Number.parseFloat(it.outlineWidth) >= 2),
      inSight: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      uncovered:
        hit !== null && (focus.contains(hit) || hit.contains(focus) || label?.contains(hit) || hit === label || false),
    }
  })
}

export async function expectSeen(page: Page): Promise<void> {
  await expect(async () => {
    const { name, ...seen } = await stopNow(page)
    expect(seen, name).toEqual({ ringed: true, inSight: true, uncovered: true })
  }).toPass({ timeout: 3_000 })
}

/** Goes on with Tab until the focus is there; every stop on the way can be seen. */
export async function tabTo(page: Page, goal: Locator, { most = 60, key = 'Tab' } = {}): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press(key)
    await expectSeen(page)
    if (await goal.evaluate((element) => element === document.activeElement)) return
    seen.push((await stopNow(page)).name)
  }
  throw new Error(`Not reached with ${most} presses of ${key}: ${seen.join(' → ')}`)
}
