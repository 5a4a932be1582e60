import { byBytes } from '../encoding/text.ts'
import { type Arranged, arranged, type Line, type Part, type Woven, woven } from './template-blocks.ts'

/** The quads of a template, and what names its blank nodes. */
export interface Lines {
  readonly quads: Arranged
  readonly blanks: readonly Blank[]
}

/** What RDFC-1.0 hashes of a blank node: its quads, where it is `_:a` and every other one `_:z`. */
interface Blank {
  readonly quads: Arranged
  /** Known beforehand when none of its quads holds a slot. */
  readonly digest: Uint8Array | undefined
}

/** SHA-256. */
export type Hash = (pieces: Woven) => Uint8Array

type Quad = readonly [line: string, subject: string, predicate: string, object: string]
const QUAD = /^(_:c14n\d+|<[^>]*>) (<[^>]*>) (_:c14n\d+|<[^>]*>|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?) \.$/

/** The lines of a canonical form, cut at the marks and at blank nodes; undefined for named graphs. */
export function linesOf(text: string, marks: readonly string[], hash: Hash): Lines | undefined {
  const lines: Line[] = []
  for (const line of text.split('\n').slice(0, -1)) {
    const quad = QUAD.exec(line) as Quad | null
    if (quad === null) return undefined
    const [, subject, predicate, object] = quad
    lines.push({ subject: node(subject, marks), predicate: ` ${predicate} `, object: node(object, marks) })
  }
  const blanks = new Set(lines.flatMap(({ subject, object }) => [...subject, ...object].filter(isBlank))).size
  return {
    quads: arranged(lines),
    blanks: Array.from({ length: blanks }, (_, i) => blankOf(lines, -1 - i, hash)),
  }
}

function isBlank(part: Part): boolean {
  return typeof part === 'number' && part < 0
}

function node(text: string, marks: readonly string[]): Part[] {
  const blank = /^_:c14n(\d+)$/.exec(text)
  return blank ? [-1 - Number(blank[1])] : cutAt(text, marks)
}

function cutAt(text: string, marks: readonly string[]): Part[] {
  return marks.reduce<Part[]>(
    (parts, mark, slot) =>
      parts.flatMap((part) =>
        typeof part === 'string'
          ? part.split(mark).flatMap((piece, i): Part[] => (i === 0 ? [piece] : [slot, piece]))
          : [part],
      ),
    [text],
  )
}

function blankOf(lines: readonly Line[], own: number, hash: Hash): Blank {
  const masked = (parts: readonly Part[]) => parts.map((part) => (!isBlank(part) ? part : part === own ? '_:a' : '_:z'))
  const about = lines.filter(({ subject, object }) => subject.includes(own) || object.includes(own))
  const quads = arranged(about.map((line) => ({ ...line, subject: masked(line.subject), object: masked(line.object) })))
  return { quads, digest: quads.moving.length === 0 ? hash([quads.text]) : undefined }
}

/** The canonical form with these texts in the slots; null when blank nodes or lines coincide. */
export function rendered({ quads, blanks }: Lines, slots: readonly string[], hash: Hash): Woven | null {
  const names = blanks.length > 1 ? namesOf(blanks, slots, hash) : ['_:c14n0']
  return names && woven(quads, { slots, names, twice: false })
}

function namesOf(blanks: readonly Blank[], slots: readonly string[], hash: Hash): string[] | null {
  const digests: Uint8Array[] = []
  for (const { digest, quads } of blanks) {
    const pieces = digest ? [] : woven(quads, { slots, names: [], twice: true })
    if (pieces === null) return null
    digests.push(digest ?? hash(pieces))
  }
  const order = [...digests].sort(byBytes)
  if (order.some((one, i) => i > 0 && byBytes(order[i - 1] as Uint8Array, one) === 0)) return null
  return digests.map((one) => `_:c14n${order.indexOf(one)}`)
}
