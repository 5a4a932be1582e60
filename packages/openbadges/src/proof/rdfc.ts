import { Issuer, nDegree } from './degree.ts'
import { type About, type Graph, keepOnce, type Name, written } from './graph.ts'
import { type Effort, Exhausted, effort, firstDegree, type Mentions, mentionsOf } from './labels.ts'
import { DEEP_WORK } from './limits.ts'
import { NotMine } from './not-mine.ts'
import { parseNQuads } from './nquads.ts'

/** A canonical form and the label (`_:c14n…`) of each blank node, by its number. */
export interface Canonical {
  readonly text: string
  readonly labels: ReadonlyMap<number, string>
}

/**
 * RDFC-1.0: canonical N-Quads, lines in UTF-16 code unit order.
 *
 * @throws CanonRefused `limit` when telling blank nodes apart costs more than the effort allows, and where implementations disagree on
 * the way.
 * @internal
 */
export function rdfc(graph: Graph, work: Effort): Canonical {
  keepOnce(graph)
  try {
    const labels = labelsOf(graph, work)
    return { text: textOf(graph, labels), labels }
  } catch (cause) {
    if (cause instanceof NotMine) throw new Exhausted()
    throw cause
  }
}

/**
 * Canonical N-Quads (UTF-16 code unit order) of N-Quads in any order, with the canonical label (`c14n…`) of each blank label as it stood
 * there (both without `_:`): what selective disclosure relabels by.
 *
 * @throws CanonRefused `limit` for a graph built to exhaust the algorithm.
 * @internal
 */
export function labelledWithMap(nquads: string): { text: string; labels: ReadonlyMap<string, string> } {
  const { graph, numbers } = parseNQuads(nquads)
  const { text, labels } = rdfc(graph, effort(DEEP_WORK + graph.blanks))
  const named = [...numbers].map(
    ([label, number]) => [label.slice(2), (labels.get(number) as string).slice(2)] as const,
  )
  return { text, labels: new Map(named) }
}

/** The labels RDFC-1.0 gives (4.4.3): by hash, and where hashes are equal by what stands around the nodes. */
export function labelsOf(graph: Graph, work: Effort): ReadonlyMap<number, string> {
  if (graph.blanks < 2) return oneLabel(graph)
  const { mentions, first, groups } = hashesOf(graph, work)
  const canonical = new Issuer('_:c14n')
  for (const [own, another] of groups) if (another === undefined) canonical.label(own)
  for (const alike of groups) tellApart(alike, { mentions, first, canonical, work })
  return canonical.given
}

/** The labels when hashes alone tell all blank nodes apart; otherwise undefined. */
export function plainLabels(graph: Graph, work: Effort): ReadonlyMap<number, string> | undefined {
  if (graph.blanks < 2) return oneLabel(graph)
  const { groups } = hashesOf(graph, work)
  if (groups.length !== graph.blanks) return undefined
  return new Map(groups.map(([own], i) => [own, `_:c14n${i}`]))
}

// One blank node alone is the first one, whatever its hash.
function oneLabel({ blanks }: Graph): ReadonlyMap<number, string> {
  return new Map(blanks === 0 ? [] : [[0, '_:c14n0']])
}

/** The blank nodes of one hash. */
type Alike = [number, ...number[]]

/** Blank nodes grouped by their hashes, in the order of these. */
function hashesOf(graph: Graph, work: Effort) {
  const mentions = mentionsOf(graph)
  const first = mentions.map((mentioned, own) => firstDegree(own, mentioned, work))
  const byHash = new Map<string, Alike>()
  first.forEach((hash, own) => {
    const alike = byHash.get(hash)
    if (alike) alike.push(own)
    else byHash.set(hash, [own])
  })
  const groups = [...byHash.keys()].sort().map((hash) => byHash.get(hash) as Alike)
  return { mentions, first, groups }
}

function tellApart(
  alike: readonly number[],
  at: { mentions: readonly Mentions[]; first: readonly string[]; canonical: Issuer; work: Effort },
): void {
  const paths = []
  for (const blank of alike) {
    if (at.canonical.given.has(blank)) continue
    const issuer = new Issuer('_:b')
    issuer.label(blank)
    paths.push(nDegree(blank, issuer, at))
  }
  paths.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0))
  for (const { issuer } of paths) for (const blank of issuer.given.keys()) at.canonical.label(blank)
}

/** The lines in order. No subject begins another one, so subjects can be sorted before their lines. */
export function textOf(graph: Graph, labels: ReadonlyMap<number, string>): string {
  const label = (blank: number) => labels.get(blank) as string
  const named: { readonly name: string; readonly about: About }[] = []
  for (const about of graph.about.values()) named.push({ name: nameOf(about.subject, label), about })
  named.sort((a, b) => (a.name < b.name ? -1 : 1))
  let text = ''
  for (const { name, about } of named) for (const line of linesOf(about, label)) text += name + line
  return text
}

function linesOf({ lines, loose }: About, label: (blank: number) => string): readonly string[] {
  return loose.length === 0 ? lines : [...lines, ...loose.map((one) => written(one, label))].sort()
}

function nameOf(name: Name, label: (blank: number) => string): string {
  return typeof name === 'number' ? label(name) : name
}
