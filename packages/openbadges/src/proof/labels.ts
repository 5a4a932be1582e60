import { sha256 } from '../encoding/sha256.ts'
import { hex, utf8 } from '../encoding/text.ts'
import { type Graph, NONE, type Statement, written } from './graph.ts'
import { TooMuch } from './not-mine.ts'

/** What may be spent on telling alike blank nodes apart; each hash and each permutation costs one. */
export interface Effort {
  left: number
  /** How deep the comparison is just now. */
  depth: number
  readonly hash: (text: string) => string
}

/** Left when the effort is spent: the graph was built to exhaust the algorithm. */
export class Exhausted extends TooMuch {
  constructor() {
    super('alike blank nodes')
  }
}

export function effort(left: number, hash: Effort['hash'] = sha256Hex): Effort {
  return { left, depth: 0, hash }
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256Hex(text: string): string {
  return hex(sha256(utf8(text)))
}

/** The hash of the text, as long as there is effort left. */
export function hashed(text: string, work: Effort): string {
  if (work.left-- <= 0) throw new Exhausted()
  return work.hash(text)
}

/** What mentions each blank node: its own plain quads, and every quad with a blank node in it. */
export interface Mentions {
  readonly fixed: readonly string[]
  readonly loose: Statement[]
}

export function mentionsOf(graph: Graph): Mentions[] {
  const mentions: Mentions[] = []
  for (let blank = 0; blank < graph.blanks; blank++) {
    mentions.push({ fixed: graph.about.get(blank)?.lines ?? [], loose: [] })
  }
  for (const { loose } of graph.about.values()) for (const statement of loose) mention(statement, mentions)
  return mentions
}

function mention(statement: Statement, mentions: readonly Mentions[]): void {
  const { subject, object, graph } = statement
  if (typeof subject === 'number') of(mentions, subject).push(statement)
  if (object !== NONE && object !== subject) of(mentions, object).push(statement)
  if (graph !== NONE && graph !== subject && graph !== object) of(mentions, graph).push(statement)
}

function of(mentions: readonly Mentions[], blank: number): Statement[] {
  return (mentions[blank] as Mentions).loose
}

/** RDFC-1.0, 4.6: the hash of what is said about a blank node, itself written `_:a` and every other one `_:z`. */
export function firstDegree(own: number, mentions: Mentions, work: Effort): string {
  const mask = (blank: number) => (blank === own ? '_:a' : '_:z')
  const lines = mentions.fixed.map((line) => `_:a${line}`)
  for (const statement of mentions.loose) {
    const { subject } = statement
    lines.push((typeof subject === 'number' ? mask(subject) : subject) + written(statement, mask))
  }
  return hashed(lines.sort().join(''), work)
}
