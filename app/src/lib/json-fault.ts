type State = 'value' | 'firstValue' | 'firstKey' | 'key' | 'colon' | 'after'
type Kind = '"' | 'v' | '{' | '}' | '[' | ']' | ',' | ':'
type Step = State | 'object' | 'list' | 'close' | 'next'

const VALUE = { '"': 'after', v: 'after', '{': 'object', '[': 'list' } as const
/** What may stand where (RFC 8259), and what it leads to. */
const GRAMMAR: Record<State, Partial<Record<Kind, Step>>> = {
  value: VALUE,
  firstValue: { ...VALUE, ']': 'close' },
  firstKey: { '"': 'colon', '}': 'close' },
  key: { '"': 'colon' },
  colon: { ':': 'value' },
  after: { ',': 'next', '}': 'close', ']': 'close' },
}
const CLOSES = { '{': '}', '[': ']' } as const
const TOKEN =
  /[ \t\r\n]*("(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|[{}[\],:])/uy

/** Where a text that is no JSON first stops being it: line and column, counted from 1. The engine's own words leave it out. */
export function jsonFault(text: string): { line: number; column: number } {
  const lines = text.slice(0, faultAt(text)).split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

function faultAt(text: string): number {
  const open: ('{' | '[')[] = []
  let state: State = 'value'
  let end = 0
  for (;;) {
    TOKEN.lastIndex = end
    const token = TOKEN.exec(text)?.[1]
    const start = token === undefined ? afterSpace(text, end) : TOKEN.lastIndex - token.length
    const next: State | null = token === undefined ? null : follow(state, kindOf(token), open)
    if (next === null) return start
    state = next
    end = TOKEN.lastIndex
  }
}

function afterSpace(text: string, from: number): number {
  return from + (/^[ \t\r\n]*/.exec(text.slice(from))?.[0].length ?? 0)
}

function kindOf(token: string): Kind {
  const [first = ''] = token
  return '"{}[],:'.includes(first) ? (first as Kind) : 'v'
}

function follow(state: State, kind: Kind, open: ('{' | '[')[]): State | null {
  const step = GRAMMAR[state][kind]
  const top = open.at(-1)
  switch (step) {
    case undefined:
      return null
    case 'object':
      open.push('{')
      return 'firstKey'
    case 'list':
      open.push('[')
      return 'firstValue'
    case 'close':
      if (!top || CLOSES[top] !== kind) return null
      open.pop()
      return 'after'
    case 'next':
      return top ? (top === '{' ? 'key' : 'value') : null
    default:
      return step
  }
}
