/** A node: finished text (`<iri>`), or the number of a blank node. */
export type Name = string | number

/**
 * A quad with a blank node behind its subject, written as far as it can be before blank nodes have labels: subject, `head`, the label
 * of `object` and the label of `graph` when those are blank, `tail`.
 */
export interface Statement {
  readonly subject: Name
  readonly head: string
  /** The number of the blank node that is the object, or {@link NONE}. */
  readonly object: number
  /** The number of the blank node that names the graph, or {@link NONE}. */
  readonly graph: number
  readonly tail: string
}

export const NONE = -1

/** What is said of one subject: `lines` are finished text from the predicate on, `loose` waits for labels. */
export interface About {
  readonly subject: Name
  lines: string[]
  loose: Statement[]
  /** Whether anything was said of it before. */
  begun: boolean
  /** Whether the lines may stand in any order, or twice. */
  mixed: boolean
}

/** The quads by subject; blank nodes are numbered from 0. */
export interface Graph {
  readonly about: Map<Name, About>
  blanks: number
  quads: number
  /** Whether any text has characters from U+D800 on: only then sort orders can differ. */
  high: boolean
  /** Lines that were stated once more, and left out. */
  readonly dropped: string[]
  /** Typed literals that read as a number or boolean, each with the JSON value it came from. */
  readonly plainly: Map<string, unknown>
  /** Those that came from different JSON values, as `15` and `"15"`. */
  readonly doubtful: Set<string>
}

export function emptyGraph(): Graph {
  return { about: new Map(), blanks: 0, quads: 0, high: false, dropped: [], plainly: new Map(), doubtful: new Set() }
}

export function aboutOf(graph: Graph, subject: Name): About {
  let about = graph.about.get(subject)
  if (about === undefined) {
    about = { subject, lines: [], loose: [], begun: false, mixed: false }
    graph.about.set(subject, about)
  }
  return about
}

/** Everything behind the subject, with these labels. */
export function written(statement: Statement, label: (blank: number) => string): string {
  const { head, object, graph, tail } = statement
  if (graph === NONE) return head + label(object) + tail
  return `${object === NONE ? head : `${head}${label(object)} `}${label(graph)}${tail}`
}

/** How many lines of one predicate are kept in order one by one; more of them are sorted together. */
const FEW = 32

/** States a finished line among those of its predicate, which begin at `from`: in order and once. */
export function stateInOrder({ dropped }: Graph, about: About, line: string, from: number): void {
  const { lines } = about
  const end = lines.length
  let at = end
  if (end - from > FEW) about.mixed = true
  else while (at > from && (lines[at - 1] as string) > line) at--
  if (at > from && lines[at - 1] === line) dropped.push(line)
  else if (at === end) lines.push(line)
  else lines.splice(at, 0, line)
}

/** A dataset is a set: leaves every quad once, finished ones in order. Gives what was dropped. */
export function keepOnce(graph: Graph): readonly string[] {
  const { dropped } = graph
  for (const about of graph.about.values()) {
    if (about.mixed) about.lines = onceSorted(about.lines, dropped)
    if (about.loose.length > 1) about.loose = onceWritten(about.loose, dropped)
    about.mixed = false
  }
  return dropped
}

function onceSorted(lines: string[], dropped: string[]): string[] {
  lines.sort()
  return lines.filter((line, i) => {
    if (line !== lines[i - 1]) return true
    dropped.push(line)
    return false
  })
}

function onceWritten(statements: readonly Statement[], dropped: string[]): Statement[] {
  const seen = new Map<string, Statement>()
  for (const statement of statements) {
    const text = written(statement, ownNumber)
    if (seen.has(text)) dropped.push(text)
    else seen.set(text, statement)
  }
  return [...seen.values()]
}

function ownNumber(blank: number): string {
  return `_:${blank}`
}
