import { sha256 } from '../encoding/sha256.ts'
import { hex, utf8 } from '../encoding/text.ts'
import type { Graph, Piece } from './walk.ts'

function line(piece: Piece, name: (blank: number) => string): string {
  const subject = typeof piece.subject === 'number' ? name(piece.subject) : piece.subject
  const object = typeof piece.object === 'number' ? `${name(piece.object)} .` : piece.object
  return `${subject}${piece.predicate}${object}\n`
}

/** Canonical N-Quads when first-degree hashes tell every blank node apart (RDFC-1.0, 4.6); otherwise undefined. */
export function labelled(graph: Graph): string | undefined {
  const labels = labelsOf(graph)
  if (!labels) return undefined
  const lines = new Set(graph.pieces.map((piece) => line(piece, (blank) => labels.get(blank) ?? '')))
  return [...lines].sort().join('')
}

function labelsOf(graph: Graph): ReadonlyMap<number, string> | undefined {
  const about = Array.from({ length: graph.blanks }, () => [] as Piece[])
  for (const piece of distinct(graph.pieces)) {
    if (typeof piece.subject === 'number') about[piece.subject]?.push(piece)
    if (typeof piece.object === 'number' && piece.object !== piece.subject) about[piece.object]?.push(piece)
  }
  const byHash = new Map<string, number>()
  about.forEach((pieces, own) => {
    byHash.set(firstDegree(pieces, own), own)
  })
  if (byHash.size !== graph.blanks) return undefined
  return new Map([...byHash.keys()].sort().map((hash, i) => [byHash.get(hash) as number, `_:c14n${i}`]))
}

function firstDegree(pieces: readonly Piece[], own: number): string {
  const lines = pieces.map((piece) => line(piece, (blank) => (blank === own ? '_:a' : '_:z')))
  return hex(sha256(utf8(lines.sort().join(''))))
}

// A quad stated twice counts once; two quads that only look alike once masked count twice.
function distinct(pieces: readonly Piece[]): Iterable<Piece> {
  return new Map(pieces.map((piece) => [line(piece, (blank) => `_:${blank}`), piece])).values()
}
