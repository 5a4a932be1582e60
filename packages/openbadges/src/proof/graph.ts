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

/**
 * What is said of one subject: `predicates` and `objects` side by side are finished text, `loose` waits for labels. They stand in order
 * of their predicates unless `mixed`.
 */
export interface About {
  readonly subject: Name
  predicates: string[]
  objects: string[]
  loose: Statement[]
  /** Whether anything was said of it before. */
  begun: boolean
  mixed: boolean
}

/** The quads by subject; blank nodes are numbered from 0. */
export interface Graph {
  readonly about: Map<Name, About>
  blanks: number
  quads: number
  /** Whether any text has characters from U+D800 on: only then sort orders can differ. */
  high: boolean
  /** Typed literals that read as a number or boolean, each with the JSON value it came from. */
  readonly plainly: Map<string, unknown>
  /** Those that came from different JSON values, as `15` and `"15"`. */
  readonly doubtful: Set<string>
}

export function emptyGraph(): Graph {
  return { about: new Map(), blanks: 0, quads: 0, high: false, plainly: new Map(), doubtful: new Set() }
}

export function aboutOf(graph: Graph, subject: Name): About {
  let about = graph.about.get(subject)
  if (about === undefined) {
    about = { subject, predicates: [], objects: [], loose: [], begun: false, mixed: false }
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

/** The finished lines behind the subject. */
export function fixedLines({ predicates, objects }: About): string[] {
  return predicates.map((predicate, i) => `${predicate}${objects[i]} .\n`)
}

/** A dataset is a set: leaves every quad once, finished ones in order. Gives what was dropped. */
export function keepOnce(graph: Graph): readonly string[] {
  const dropped: string[] = []
  for (const about of graph.about.values()) {
    if (about.mixed) sortWhole(about)
    for (let i = 1; i < about.predicates.length; i++)
      if (about.predicates[i] === about.predicates[i - 1]) i = sortRun(about, i - 1, dropped)
    if (about.loose.length > 1) about.loose = onceWritten(about.loose, dropped)
  }
  return dropped
}

function sortWhole(about: About): void {
  const { predicates, objects } = about
  const order = predicates.map((predicate, i) => ({ predicate, object: objects[i] as string }))
  order.sort((a, b) => (a.predicate < b.predicate ? -1 : a.predicate > b.predicate ? 1 : 0))
  about.predicates = order.map((one) => one.predicate)
  about.objects = order.map((one) => one.object)
}

// The objects of one predicate, from `first` on: in order and once. Gives the place of the last one.
function sortRun({ predicates, objects }: About, first: number, dropped: string[]): number {
  let end = first + 1
  while (predicates[end] === predicates[first]) end++
  const run = objects.slice(first, end).sort(byLine)
  const kept = run.filter((object, i) => object !== run[i - 1])
  if (kept.length < run.length) dropped.push(...run.filter((object, i) => object === run[i - 1]))
  objects.splice(first, run.length, ...kept)
  predicates.splice(first, run.length - kept.length)
  return first + kept.length - 1
}

// As the whole lines compare: what follows an object matters where one begins another, as `"a"` does `"a"@en`.
function byLine(a: string, b: string): number {
  if (a === b) return 0
  return `${a} .` < `${b} .` ? -1 : 1
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
