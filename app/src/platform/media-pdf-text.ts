/** One entry of a dictionary: where its value stands, and every string in it. */
export interface PdfValue {
  readonly key: string
  readonly from: number
  to: number
  readonly strings: (readonly [number, number])[]
}

const TOKEN = /<<|>>|[[\]()]|<[\da-fA-F\s]*>|\/[^\s()<>[\]{}/%]*|%[^\r\n]*|[^\s()<>[\]{}/%]+|\s+|[\s\S]/y

/** How much may still be looked at: a text full of openings without an end must not be read again and again. */
export interface Budget {
  left: number
}

interface Walk {
  readonly values: PdfValue[]
  depth: number
  lists: number
  open: boolean
}

/** The entries of the dictionary that begins here; null when there is none. */
export function dictionaryAt(text: string, at: number, budget: Budget): { values: PdfValue[]; end: number } | null {
  if (text.slice(at, at + 2) !== '<<') return null
  const walk: Walk = { values: [], depth: 0, lists: 0, open: false }
  let place = at
  while (place < text.length && budget.left > 0) {
    TOKEN.lastIndex = place
    const token = TOKEN.exec(text)?.[0] ?? ' '
    const end = token === '(' ? stringEnd(text, place) : place + token.length
    budget.left -= end - place
    step(walk, { token, from: place, end })
    place = end
    if (walk.depth === 0) return { values: walk.values, end: place }
  }
  return null
}

function step(walk: Walk, { token, from, end }: { token: string; from: number; end: number }): void {
  if (/^[\s%]/.test(token)) return
  if (token === '>>') walk.depth--
  const top = walk.depth === 1 && walk.lists === 0
  if (top && token.startsWith('/') && !walk.open) {
    walk.values.push({ key: token.slice(1), from: end, to: end, strings: [] })
    walk.open = true
    return
  }
  const value = walk.values.at(-1)
  if (value && walk.depth > 0) {
    value.to = end
    if (token === '(' || /^<[^<]/.test(token)) value.strings.push([from, end])
  }
  nest(walk, token)
  walk.open = false
}

function nest(walk: Walk, token: string): void {
  if (token === '<<') walk.depth++
  if (token === '[') walk.lists++
  if (token === ']') walk.lists--
}

/** Past the closing bracket of a string, which may hold brackets of its own. */
export function stringEnd(text: string, at: number): number {
  let depth = 0
  for (let place = at; place < text.length; place++) {
    const sign = text[place]
    if (sign === '\\') place++
    else if (sign === '(') depth++
    else if (sign === ')' && --depth === 0) return place + 1
  }
  return text.length
}

/** What stands behind a key; nothing where there is no such key. */
export function rawIn(text: string, values: readonly PdfValue[] | undefined, key: string): string {
  const value = values?.find((each) => each.key === key)
  return value ? text.slice(value.from, value.to) : ''
}
