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

/** What is said of one subject: `fixed` is finished text behind the subject, `loose` waits for labels. */
export interface About {
  readonly subject: Name
  fixed: string[]
  loose: Statement[]
}

/** The quads by subject; blank nodes are numbered from 0. */
export interface Graph {
  readonly about: Map<Name, About>
  blanks: number
  quads: number
}

export function emptyGraph(): Graph {
  return { about: new Map(), blanks: 0, quads: 0 }
}

export function aboutOf(graph: Graph, subject: Name): About {
  let about = graph.about.get(subject)
  if (about === undefined) {
    about = { subject, fixed: [], loose: [] }
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

/**
 * A dataset is a set: leaves every quad once, `fixed` in order. Gives what was dropped: a typed literal among it may have come from a
 * number and its text, which processors that compare JSON values before they are quads would count as two.
 */
export function keepOnce(graph: Graph): readonly string[] {
  const dropped: string[] = []
  for (const about of graph.about.values()) {
    if (about.fixed.length > 1) about.fixed = once(about.fixed.sort(), dropped)
    if (about.loose.length > 1) about.loose = onceWritten(about.loose, dropped)
  }
  return dropped
}

function once(lines: string[], dropped: string[]): string[] {
  let twice = false
  for (let i = 1; i < lines.length; i++) twice ||= lines[i] === lines[i - 1]
  if (!twice) return lines
  dropped.push(...lines.filter((line, i) => line === lines[i - 1]))
  return lines.filter((line, i) => line !== lines[i - 1])
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
