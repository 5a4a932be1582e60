import { aboutOf, emptyGraph, type Graph, type Name, NONE } from './graph.ts'
import { escaped } from './values.ts'

// Sticky: it is tried where the last term ended and nowhere else, so a line is read once.
const TERM = /[ \t]*(<[^<>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^<>]*>|@[A-Za-z0-9-]+)?)/uy
const ESCAPE = /\\(?:([btnfr"'\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/g
const SHORT: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }
function unescaped(text: string): string {
  return text.replace(ESCAPE, (_all, short, four, eight) =>
    short ? (SHORT[short] ?? short) : String.fromCodePoint(Number.parseInt(four ?? eight, 16)),
  )
}

/** A literal as canonical N-Quads write it. */
function literal(term: string): string {
  const end = term.lastIndexOf('"')
  const value = unescaped(term.slice(1, end))
  const suffix = unescaped(term.slice(end + 1))
  return `"${escaped(value)}"${suffix === '^^<http://www.w3.org/2001/XMLSchema#string>' ? '' : suffix}`
}

/** The graph an N-Quads document states, and the number of each of its blank nodes; lines that are no quads are left out. @internal */
export function parseNQuads(text: string): { graph: Graph; numbers: ReadonlyMap<string, number> } {
  const graph = emptyGraph()
  const numbers = new Map<string, number>()
  function name(term: string): string | number {
    if (term.startsWith('"')) return literal(term)
    if (!term.startsWith('_:')) return unescaped(term)
    const known = numbers.get(term) ?? graph.blanks++
    numbers.set(term, known)
    return known
  }
  for (const line of text.split(/\r?\n/)) {
    const [subject, predicate, ...rest] = termsOf(line)
    if (subject && predicate) state(graph, name(subject), ` ${unescaped(predicate)} `, rest.map(name))
  }
  return { graph, numbers }
}

/** Subject, predicate, object and, where there is one, the graph of a line. */
export function termsOf(line: string): string[] {
  const terms: string[] = []
  TERM.lastIndex = 0
  for (let term = TERM.exec(line); term; term = TERM.exec(line)) terms.push(term[1] as string)
  return terms
}

function state(graph: Graph, subject: Name, predicate: string, [object = '', where]: readonly Name[]): void {
  const about = aboutOf(graph, subject)
  graph.quads++
  if (typeof object === 'string' && typeof where !== 'number') {
    about.mixed = true
    about.lines.push(where === undefined ? `${predicate}${object} .\n` : `${predicate}${object} ${where} .\n`)
    return
  }
  about.loose.push({
    subject,
    head: typeof object === 'string' ? `${predicate}${object} ` : predicate,
    object: typeof object === 'number' ? object : NONE,
    graph: typeof where === 'number' ? where : NONE,
    tail: typeof where === 'string' ? ` ${where} .\n` : ' .\n',
  })
}
