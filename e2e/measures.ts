// Each of these runs inside the page, by itself.

/** What stands out of the window sideways; a table may scroll inside its own region. */
export function wide(limit: number): string[] {
  if (document.documentElement.scrollWidth <= limit) return []
  const over = [...document.body.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > limit + 1)
  const names = over.slice(0, 4).map((it) => `${it.tagName.toLowerCase()}.${it.className}`)
  return [`${document.documentElement.scrollWidth} px: ${names.join(', ')}`]
}

/** Less than 24 × 24; with a finger less than 44 × 44 where the page is in comfort density. A link inside a sentence is as high as its line. */
export function smallTargets(finger: boolean): string[] {
  const comfort = document.documentElement.dataset.density === 'comfort'
  const least = finger && comfort ? 44 : 24
  if (finger && !matchMedia('(pointer: coarse)').matches) return ['(no finger here)']
  const inSentence = (it: Element) => {
    const around = it.closest('p, li, dd, td, figcaption')
    if (it.tagName !== 'A' || !around || getComputedStyle(it).display !== 'inline') return false
    return (around.textContent ?? '').trim().length > (it.textContent ?? '').trim().length
  }
  // The link of a card is stretched over the card.
  const stretched = (it: HTMLElement) =>
    getComputedStyle(it, '::after').position === 'absolute' ? [it.closest<HTMLElement>('.card') ?? it] : []
  const boxOf = (it: HTMLElement) => {
    const parts = [it, ...((it as HTMLInputElement).labels ?? []), ...stretched(it)]
    const boxes = parts.map((each) => each.getBoundingClientRect())
    const [left, right] = [Math.min(...boxes.map((b) => b.left)), Math.max(...boxes.map((b) => b.right))]
    const [top, bottom] = [Math.min(...boxes.map((b) => b.top)), Math.max(...boxes.map((b) => b.bottom))]
    return { width: right - left, height: bottom - top, right, bottom }
  }
  const found: string[] = []
  const kinds = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex="0"]'
  for (const it of document.querySelectorAll<HTMLElement>(kinds)) {
    if (it.matches('.skip') || !it.checkVisibility({ visibilityProperty: true }) || inSentence(it)) continue
    const { width, height, right, bottom } = boxOf(it)
    if (right <= 0 || bottom <= 0) continue
    if (width < least - 0.5 || height < least - 0.5)
      found.push(
        `${it.tagName.toLowerCase()}.${it.className} "${(it.textContent ?? '').trim().slice(0, 30)}" ${Math.round(width)}×${Math.round(height)}`,
      )
  }
  return found.slice(0, 6)
}

/** Text that its box cuts off. */
export function cutText(): string[] {
  const hides = (value: string) => value === 'hidden' || value === 'clip'
  return [...document.querySelectorAll<HTMLElement>('main *, header *, footer *')]
    .filter((it) => {
      const { overflowX, overflowY, clipPath } = getComputedStyle(it)
      if (clipPath !== 'none' || !(it.textContent ?? '').trim() || !it.checkVisibility()) return false
      const across = hides(overflowX) && it.scrollWidth > it.clientWidth + 1
      return across || (hides(overflowY) && it.scrollHeight > it.clientHeight + 1)
    })
    .slice(0, 4)
    .map((it) => `${it.tagName.toLowerCase()}.${it.className}`)
}
