import { utf8 } from '../encoding/text.ts'

/** A number from 0 is a slot, a negative one a blank node (-1 is the first). */
export type Part = string | number
type Parts = readonly Part[]

/** One quad with gaps. */
export interface Line {
  readonly subject: Parts
  readonly predicate: string
  readonly object: Parts
}

/** The lines of one subject: what follows it on each, by predicate. */
interface Block {
  readonly subject: Parts
  readonly groups: readonly (readonly Parts[])[]
}

/**
 * Lines as they will be sorted: subjects first, so that what fills a gap moves whole blocks, and within a block only the objects
 * of a predicate that is said more than once.
 */
export interface Arranged {
  /** Blocks that never change as one text, the subject of each, and where each begins. */
  readonly text: string
  readonly bytes: Uint8Array
  readonly subjects: readonly string[]
  readonly starts: readonly number[]
  readonly moving: readonly Block[]
}

/** What is written into the gaps. */
export interface Filling {
  readonly slots: readonly string[]
  readonly names: readonly string[]
  /** Whether a line may stand twice. */
  readonly twice: boolean
}

/** Arranges lines. */
export function arranged(lines: readonly Line[]): Arranged {
  const blocks = grouped(lines, ({ subject }) => JSON.stringify(subject)).map(blockOf)
  const fixed = blocks
    .filter(isFixed)
    .map((block) => ({ subject: filled(block.subject, BARE), text: fixedText(block) }))
  fixed.sort(bySubject)
  const text = fixed.map((block) => block.text).join('')
  // In bytes, as they are copied.
  let at = 0
  const starts = fixed.map((block) => {
    at += utf8(block.text).length
    return at - utf8(block.text).length
  })
  return {
    text,
    bytes: utf8(text),
    subjects: fixed.map(({ subject }) => subject),
    starts,
    moving: blocks.filter((block) => !isFixed(block)),
  }
}

const BARE: Filling = { slots: [], names: [], twice: true }

/** One or more. */
type Some<T> = [T, ...T[]]

function grouped<T>(all: readonly T[], name: (one: T) => string): Some<T>[] {
  const groups = new Map<string, Some<T>>()
  for (const one of all) groups.set(name(one), [...(groups.get(name(one)) ?? []), one] as Some<T>)
  return [...groups.values()]
}

function blockOf(lines: Some<Line>): Block {
  const byPredicate = grouped(lines, ({ predicate }) => predicate).sort(([a], [b]) =>
    a.predicate < b.predicate ? -1 : 1,
  )
  const groups = byPredicate.map((group) =>
    group.map(({ predicate, object }) => joined([predicate, ...object, ' .\n'])),
  )
  const { subject } = lines[0]
  return { subject, groups: inRuns(groups.flatMap(sortedNow), subject) }
}

/** What stands in its place whatever is filled in is one rest, the subject between its lines like any other part. */
function inRuns(groups: readonly (readonly Parts[])[], subject: Parts): Parts[][] {
  const runs: Parts[][] = []
  for (const group of groups) {
    const before = runs.at(-1)
    if (before?.length === 1 && group.length === 1) before[0] = joined([...before.flat(), ...subject, ...group.flat()])
    else runs.push([...group])
  }
  return runs
}

/** Objects that never change are in their order for ever. */
function sortedNow(group: readonly Parts[]): Parts[][] {
  if (!group.every(isText)) return [[...group]]
  return group
    .map((rest) => filled(rest, BARE))
    .sort()
    .map((rest) => [[rest]])
}

function isText(parts: Parts): boolean {
  return parts.every((part) => typeof part === 'string')
}

function isFixed({ subject, groups }: Block): boolean {
  return isText(subject) && groups.every((group) => group.every(isText))
}

function fixedText(block: Block): string {
  return blockText(block, filled(block.subject, BARE), BARE) as string
}

function joined(parts: Parts): Parts {
  return parts.reduce<Part[]>((line, part) => {
    const last = line.at(-1)
    if (typeof part === 'string' && typeof last === 'string') line[line.length - 1] = last + part
    else line.push(part)
    return line
  }, [])
}

function bySubject(a: { readonly subject: string }, b: { readonly subject: string }): number {
  return a.subject < b.subject ? -1 : 1
}

/** The sorted lines, piece by piece: texts, and bytes that never change. */
export type Woven = readonly (string | Uint8Array)[]

/** The sorted lines; null when two are equal, or two subjects. */
export function woven({ bytes, subjects, starts, moving }: Arranged, filling: Filling): Woven | null {
  const blocks = moving.map((block) => ({ subject: filled(block.subject, filling), block })).sort(bySubject)
  const whole: (string | Uint8Array)[] = []
  let text = ''
  let from = 0
  let before = ''
  for (const { subject, block } of blocks) {
    const at = placeOf(subject, subjects)
    const lines = subject === before || subject === subjects[at] ? null : blockText(block, subject, filling)
    if (lines === null) return null
    const start = starts[at] ?? bytes.length
    if (start > from) {
      whole.push(text, bytes.subarray(from, start))
      text = ''
    }
    text += lines
    from = start
    before = subject
  }
  whole.push(text, bytes.subarray(from))
  return whole
}

function blockText({ groups }: Block, subject: string, filling: Filling): string | null {
  let text = ''
  for (const group of groups) {
    if (group.length === 1) {
      text += subject + filled(group[0] as Parts, filling)
      continue
    }
    const rests = group.map((rest) => filled(rest, filling)).sort()
    if (!filling.twice && rests.some((rest, i) => i > 0 && rest === rests[i - 1])) return null
    for (const rest of rests) text += subject + rest
  }
  return text
}

function filled(parts: Parts, { slots, names }: Filling): string {
  let text = ''
  for (const part of parts) text += typeof part === 'string' ? part : part < 0 ? names[-1 - part] : slots[part]
  return text
}

/** How many of the sorted subjects come before this one. */
function placeOf(subject: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as string) < subject) low = middle + 1
    else high = middle
  }
  return low
}
