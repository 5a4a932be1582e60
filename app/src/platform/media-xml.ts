import { FileRefused } from './media-file.ts'

/** Text of elements, and values of attributes, that name people or the places on their machines. */
const TELLING = new Set([
  'author',
  'creator',
  'lastModifiedBy',
  'contributor',
  'publisher',
  'Manager',
  'Company',
  'HyperlinkBase',
  'initial-creator',
  'printed-by',
  'user-defined',
  'creator-initials',
  'sender-initials',
  'lpwstr',
  'lpstr',
  'bstr',
  'DisplayName',
  'AccountId',
])
const NUMBERED = new Set(['author', 'userId', 'userName'])
const EMPTIED_VALUES = new Set(['initials'])
/** Names that mean a person only on these elements. */
const OF_ELEMENT: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['cmAuthor', new Set(['name'])],
  ['author', new Set(['name', 'providerId'])],
  ['person', new Set(['displayName', 'providerId'])],
  ['presenceInfo', new Set(['providerId'])],
  ['absPath', new Set(['url'])],
  ['userInfo', new Set(['name'])],
  ['customWorkbookView', new Set(['name'])],
])
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['url', ''],
  ['providerId', 'None'],
])

/** Who wrote what stays apart from one another, without a name: the first is Author 1 in the whole file. */
const MOST_TAGS = 1_000_000

export class Authors {
  #tags = 0
  /** Every tag of one upload is counted: a small archive can hold more of them than a server has time for. */
  count(): void {
    this.#tags++
    if (this.#tags > MOST_TAGS) throw new FileRefused('file-names-author')
  }
  readonly known = new Map<string, string>()
  of(name: string): string {
    if (name === '' || name.startsWith('tc={')) return name
    const said = this.known.get(name) ?? (/^Author \d+$/.test(name) ? name : `Author ${this.known.size + 1}`)
    this.known.set(name, said)
    return said
  }
}

/** One pass from the left, tag by tag: nothing in the text can make it run on. */
export function withoutNames(xml: string, authors: Authors): string {
  const out: string[] = []
  const unclosed = new Set<string>()
  for (let at = 0; at < xml.length; ) {
    const open = xml.indexOf('<', at)
    if (open < 0) return out.concat(xml.slice(at)).join('')
    authors.count()
    const end = tagEnd(xml, open)
    const tag = xml.slice(open, end)
    const { start, element } = nameOf(tag)
    out.push(xml.slice(at, open), start ? cleanTag(tag, element, authors) : tag)
    at = tells(tag, { start, element }) ? closing(xml, { start, end }, unclosed) : end
    if (at > end && element === 'author') out.push(numberedText(xml.slice(end, at), authors))
  }
  return out.join('')
}

function nameOf(tag: string): { start: string; element: string } {
  const [start = '', , element = ''] = /^<([\w.-]+:)?([\w.-]+)/.exec(tag) ?? []
  return { start, element }
}

/** OpenDocument has a field on the page of the same name as a line of its description: the page stays. */
function tells(tag: string, { start, element }: { start: string; element: string }): boolean {
  return TELLING.has(element) && !tag.endsWith('/>') && start !== '<text:user-defined'
}

/** Looked for once: a text full of openings without an end would be searched to its end each time. */
function closing(xml: string, { start, end }: { start: string; end: number }, unclosed: Set<string>): number {
  const close = unclosed.has(start) ? -1 : xml.indexOf(`</${start.slice(1)}`, end)
  if (close < 0) unclosed.add(start)
  return close < 0 ? end : close
}

function numberedText(text: string, authors: Authors): string {
  return text.includes('<') ? withoutNames(text, authors) : authors.of(text)
}

const WHOLE = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

function tagEnd(xml: string, open: number): number {
  const whole = WHOLE.find(([begin]) => xml.startsWith(begin, open))
  if (whole) return past(xml, whole[1], open)
  for (let at = open; at < xml.length; at++) {
    const sign = xml[at] ?? ''
    if (sign === '>') return at + 1
    if (sign === '"' || sign === "'") at = past(xml, sign, at + 1) - 1
  }
  return xml.length
}

function past(xml: string, sign: string, from: number): number {
  const at = xml.indexOf(sign, from)
  return at < 0 ? xml.length : at + sign.length
}

function cleanTag(tag: string, element: string, authors: Authors): string {
  return tag.replace(
    /(?<=[\s:])([\w.-]+)(\s?=\s?)("[^"]*"|'[^']*')/g,
    (whole, name: string, is: string, value: string) => {
      const said = saidInstead({ element, name, value: value.slice(1, -1) }, authors)
      return said === null ? whole : `${name}${is}"${said}"`
    },
  )
}

function saidInstead(
  { element, name, value }: Record<'element' | 'name' | 'value', string>,
  authors: Authors,
): string | null {
  if (EMPTIED_VALUES.has(name)) return value && 'A'
  const named = OF_ELEMENT.get(element)?.has(name)
  if (named) return INSTEAD.get(name) ?? authors.of(value)
  if (NUMBERED.has(name)) return authors.of(value)
  // A template or a linked file on somebody's own disk: the path has a name in it.
  return /^(Target|href)$/.test(name) && /^file:/i.test(value) ? 'file:///removed' : null
}
