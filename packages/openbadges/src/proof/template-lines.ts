import { sha256 } from '../encoding/sha256.ts'
import { hex, utf8 } from '../encoding/text.ts'

/** A number from 0 is a slot, a negative one a blank node (-1 is the first). */
type Part = string | number
type Line = readonly Part[]

/** The quads of a template: those that never change, in order, and those that do. */
export interface Lines {
  readonly fixed: readonly string[]
  /** The fixed lines as one text, and where each begins. */
  readonly text: string
  readonly starts: readonly number[]
  readonly moving: readonly Line[]
  readonly blanks: readonly Blank[]
}

interface Blank {
  readonly lines: readonly Line[]
  /** Known beforehand when none of its lines holds a slot. */
  readonly hash: string | undefined
}

const QUAD = /^(_:c14n\d+|<[^>]*>) (<[^>]*>) (_:c14n\d+|<[^>]*>|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?) \.$/

/** The lines of a canonical form, cut at the marks and at blank nodes; undefined for named graphs. */
export function linesOf(text: string, marks: readonly string[]): Lines | undefined {
  const all = text.split('\n').slice(0, -1)
  const quads = all.map((line) => QUAD.exec(line))
  if (quads.some((quad) => quad === null)) return undefined
  const cut = quads.map((quad) => [
    ...node(quad?.[1] ?? '', marks),
    ...cutAt(` ${quad?.[2]} `, marks),
    ...node(quad?.[3] ?? '', marks),
    ' .\n',
  ])
  const lines = cut.map(joined)
  const fixed = lines.flatMap((line) => (line.every(isText) ? [line.join('')] : []))
  const blanks = new Set(lines.flat().filter((part) => typeof part === 'number' && part < 0)).size
  let at = 0
  return {
    fixed,
    text: fixed.join(''),
    starts: fixed.map((line) => {
      at += line.length
      return at - line.length
    }),
    moving: lines.filter((line) => !line.every(isText)),
    blanks: Array.from({ length: blanks }, (_, i) =>
      blankOf(
        lines.filter((line) => line.includes(-1 - i)),
        -1 - i,
      ),
    ),
  }
}

function isText(part: Part): part is string {
  return typeof part === 'string'
}

function node(text: string, marks: readonly string[]): Part[] {
  const blank = /^_:c14n(\d+)$/.exec(text)
  return blank ? [-1 - Number(blank[1])] : cutAt(text, marks)
}

function cutAt(text: string, marks: readonly string[]): Part[] {
  return marks.reduce<Part[]>(
    (parts, mark, slot) =>
      parts.flatMap((part) =>
        isText(part) ? part.split(mark).flatMap((piece, i): Part[] => (i === 0 ? [piece] : [slot, piece])) : [part],
      ),
    [text],
  )
}

function joined(parts: readonly Part[]): Line {
  return parts.reduce<Part[]>((line, part) => {
    const last = line.at(-1)
    if (isText(part) && isText(last ?? 0)) line[line.length - 1] = `${last}${part}`
    else line.push(part)
    return line
  }, [])
}

function blankOf(lines: readonly Line[], own: number): Blank {
  const constant = lines.every((line) => line.every((part) => isText(part) || part < 0))
  return { lines, hash: constant ? firstDegree(lines, own, []) : undefined }
}

function firstDegree(lines: readonly Line[], own: number, slots: readonly string[]): string {
  const masked = lines.map((line) => write(line, slots, (blank) => (blank === own ? '_:a' : '_:z')))
  return hex(sha256(utf8(masked.sort().join(''))))
}

function write(line: Line, slots: readonly string[], name: (blank: number) => string): string {
  let text = ''
  for (const part of line) text += isText(part) ? part : part < 0 ? name(part) : slots[part]
  return text
}

/** The canonical form with these texts in the slots; null when blank nodes or lines coincide. */
export function rendered(lines: Lines, slots: readonly string[]): string | null {
  const hashes = lines.blanks.map(({ lines: about, hash }, i) => hash ?? firstDegree(about, -1 - i, slots))
  const order = [...hashes].sort()
  if (new Set(order).size !== order.length) return null
  const names = hashes.map((hash) => `_:c14n${order.indexOf(hash)}`)
  return merged(lines, lines.moving.map((line) => write(line, slots, (blank) => names[-1 - blank] ?? '')).sort())
}

function merged({ fixed, text, starts }: Lines, moving: readonly string[]): string | null {
  let whole = ''
  let from = 0
  let before = ''
  for (const line of moving) {
    const at = placeOf(line, fixed)
    if (line === before || fixed[at] === line) return null
    const start = starts[at] ?? text.length
    if (start > from) whole += text.slice(from, start)
    whole += line
    from = Math.max(from, start)
    before = line
  }
  return whole + text.slice(from)
}

/** How many of the sorted lines come before this one. */
function placeOf(line: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < line) low = middle + 1
    else high = middle
  }
  return low
}
