import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { currentLocale } from '../../../text.ts'

const MOST_CHARACTERS = 8_000_000
const kept = new Map<string, string>()
let characters = 0

/**
 * A part of a page that is the same for every reader of a language: rendered once for each state of what it shows.
 * It stands outside the page's context on purpose, so that nothing about a visit or a person can be kept in it.
 */
export function Kept({ by, children }: { by: string; children: () => VNode }) {
  return (
    <div class="catalog-kept" dangerouslySetInnerHTML={{ __html: keptHtml(`${currentLocale()} ${by}`, children) }} />
  )
}

export function keptHtml(key: string, make: () => VNode): string {
  const known = kept.get(key)
  if (known !== undefined) return known
  const html = whole(renderToString(make()))
  kept.set(key, html)
  characters += html.length
  while (characters > MOST_CHARACTERS) forgetOldest()
  return html
}

/** In one piece: rendering leaves a text of thousands of small ones, and each of them would stay as long as the whole. */
function whole(html: string): string {
  return Buffer.from(html).toString()
}

function forgetOldest(): void {
  const [key, html] = kept.entries().next().value ?? ['', '']
  kept.delete(key)
  characters -= html.length
}
