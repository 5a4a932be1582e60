import { wordCount } from '../lib/words.ts'
import type { Given, Result } from './media-file.ts'

const PASSWORD = /<input\b[^<>]*\btype\s*=\s*["']?password/i
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head'])
const BREAKS = new Set(
  'p div br li ul ol h1 h2 h3 h4 h5 h6 tr table section article header footer blockquote pre'.split(' '),
)
const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Of a page that was fetched: its words alone, how many they are, and whether it asks for a password. */
export function wordsOfPage({ file, copy, size }: Given, ending: string): Result {
  const body = new TextDecoder().decode(file.at(0, size))
  const text = ending === '.txt' ? body : readableText(body)
  copy.write(new TextEncoder().encode(text), 0)
  return { copied: true, facts: { signInForm: asksForPassword(body), words: wordCount(text) } }
}

export function asksForPassword(html: string): boolean {
  return PASSWORD.test(html)
}

/** The words of a page without its markup, for a copy that stays readable when the page is gone. One pass, whatever it holds. */
export function readableText(html: string): string {
  // Letter by letter, so that a place in one is the same place in the other: this capital has two small ones.
  const lower = html.replaceAll('İ', 'I').toLowerCase()
  const parts: string[] = []
  for (let at = 0; at < html.length; ) {
    const tag = html.indexOf('<', at)
    parts.push(html.slice(at, tag < 0 ? undefined : tag))
    if (tag < 0) break
    const { end, sign } = tagAt(lower, tag)
    parts.push(sign)
    at = end
  }
  return parts
    .join('')
    .replace(
      /&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi,
      (whole, name: string) => SIGNS[name.toLowerCase()] ?? numbered(name) ?? whole,
    )
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Where a tag and what it hides end, and what stands in its place; a tag that never ends takes the rest with it. */
function tagAt(lower: string, at: number): { end: number; sign: string } {
  if (lower.startsWith('<!--', at)) return { end: after(lower, '-->', at), sign: ' ' }
  const name = /^<\/?([a-z][a-z0-9]*)/.exec(lower.slice(at, at + 16))?.[1] ?? ''
  const end = after(lower, '>', at)
  if (UNSEEN.has(name) && lower[at + 1] !== '/')
    return { end: after(lower, '>', after(lower, `</${name}`, end)), sign: ' ' }
  return { end, sign: BREAKS.has(name) ? '\n' : ' ' }
}

function after(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from)
  return at < 0 ? text.length : at + sign.length
}

function numbered(name: string): string | undefined {
  if (!name.startsWith('#')) return undefined
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
  return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' '
}
