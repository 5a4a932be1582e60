import { NONE, type Statement } from './graph.ts'
import { type Effort, Exhausted, hashed, type Mentions } from './labels.ts'
import { MAX_COMPARING } from './limits.ts'
import { notMine } from './not-mine.ts'

/** Labels given in order of asking (RDFC-1.0, 4.5). */
export class Issuer {
  readonly #prefix: string
  readonly #given: Map<number, string>
  constructor(prefix: string, given: ReadonlyMap<number, string> = new Map()) {
    this.#prefix = prefix
    this.#given = new Map(given)
  }
  get given(): ReadonlyMap<number, string> {
    return this.#given
  }
  label(blank: number): string {
    let label = this.#given.get(blank)
    if (label === undefined) {
      label = `${this.#prefix}${this.#given.size}`
      this.#given.set(blank, label)
    }
    return label
  }
  copy(): Issuer {
    return new Issuer(this.#prefix, this.#given)
  }
}

/** What the comparison of alike blank nodes looks at. */
export interface Comparing {
  readonly mentions: readonly Mentions[]
  readonly first: readonly string[]
  readonly canonical: Issuer
  readonly work: Effort
}

interface Path {
  readonly hash: string
  readonly issuer: Issuer
}

/** RDFC-1.0, 4.8: Hash N-Degree Quads. */
export function nDegree(blank: number, given: Issuer, at: Comparing): Path {
  if (++at.work.depth > MAX_COMPARING) throw new Exhausted()
  let issuer = given
  let data = ''
  const related = relatedTo(blank, issuer, at)
  for (const hash of [...related.keys()].sort()) {
    const chosen = shortest(related.get(hash) as number[], issuer, at)
    data += hash + chosen.path
    issuer = chosen.issuer
  }
  at.work.depth--
  return { hash: hashed(data, at.work), issuer }
}

function relatedTo(blank: number, issuer: Issuer, at: Comparing): Map<string, number[]> {
  const related = new Map<string, number[]>()
  function see(other: number, position: string): void {
    if (other === blank || other === NONE) return
    const label = at.canonical.given.get(other) ?? issuer.given.get(other) ?? at.first[other]
    const hash = hashed(`${position}${label}`, at.work)
    const alike = related.get(hash)
    if (alike) alike.push(other)
    else related.set(hash, [other])
  }
  for (const statement of (at.mentions[blank] as Mentions).loose) {
    const predicate = predicateOf(statement)
    if (typeof statement.subject === 'number') see(statement.subject, `s${predicate}`)
    see(statement.object, `o${predicate}`)
    see(statement.graph, 'g')
  }
  return related
}

function predicateOf({ head }: Statement): string {
  return head.slice(1, head.indexOf('>') + 1)
}

function shortest(list: readonly number[], issuer: Issuer, at: Comparing): { path: string; issuer: Issuer } {
  let chosen = { path: '', issuer }
  for (const order of ordersOf(list)) {
    if (at.work.left-- <= 0) throw new Exhausted()
    const tried = pathOf(order, { issuer: issuer.copy(), at, best: chosen.path })
    if (tried && (chosen.path === '' || tried.path < chosen.path)) chosen = tried
  }
  return chosen
}

// A node that several quads lead to stands in the list several times. Alone, it has one order; among others, implementations try different
// ones, and the reference path decides.
function ordersOf(list: readonly number[]): Iterable<readonly number[]> {
  const different = new Set(list).size
  if (different === 1) return [list]
  return different === list.length ? permutations(list) : notMine()
}

interface Trying {
  readonly at: Comparing
  /** The best path so far, or nothing. */
  readonly best: string
}

function pathOf(
  order: readonly number[],
  from: Trying & { issuer: Issuer },
): { path: string; issuer: Issuer } | undefined {
  const { canonical } = from.at
  let path = ''
  const deeper: number[] = []
  for (const blank of order) {
    const known = canonical.given.get(blank)
    if (known === undefined && !from.issuer.given.has(blank)) deeper.push(blank)
    path += known ?? from.issuer.label(blank)
    if (isWorse(path, from)) return undefined
  }
  return deepen(deeper, { path, issuer: from.issuer }, from)
}

function deepen(
  deeper: readonly number[],
  begun: { path: string; issuer: Issuer },
  trying: Trying,
): { path: string; issuer: Issuer } | undefined {
  let { path, issuer } = begun
  for (const blank of deeper) {
    const result = nDegree(blank, issuer, trying.at)
    path += `${issuer.label(blank)}<${result.hash}>`
    issuer = result.issuer
    if (isWorse(path, trying)) return undefined
  }
  return { path, issuer }
}

function isWorse(path: string, { best }: Trying): boolean {
  return best !== '' && path > best
}

/** Every order of the list, one at a time: a long list is given up on long before the last. */
function* permutations(list: readonly number[]): Generator<readonly number[]> {
  if (list.length < 2) {
    yield list
    return
  }
  for (const [i, first] of list.entries())
    for (const rest of permutations(list.filter((_, other) => other !== i))) yield [first, ...rest]
}
