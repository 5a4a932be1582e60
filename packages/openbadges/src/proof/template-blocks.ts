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
  /** In the order of the last filling, in which the next one mostly finds them too. */
  readonly moving: Moving[]
}

/** A block and its subject as it was last filled in. */
interface Moving extends Block {
  now: string
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
    .map((block) => ({ subject: filled('', block.subject, BARE), block }))
    .map(({ subject, block }) => ({ subject, text: blockText('', { ...block, now: subject }, BARE) as string }))
  fixed.sort((a, b) => (a.subject < b.subject ? -1 : 1))
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
    moving: blocks.filter((block) => !isFixed(block)).map((block) => ({ ...block, now: '' })),
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
    .map((rest) => filled('', rest, BARE))
    .sort()
    .map((rest) => [[rest]])
}

function isText(parts: Parts): boolean {
  return parts.every((part) => typeof part === 'string')
}

function isFixed({ subject, groups }: Block): boolean {
  return isText(subject) && groups.every((group) => group.every(isText))
}

function joined(parts: Parts): Parts {
  return parts.reduce<Part[]>((line, part) => {
    const last = line.at(-1)
    if (typeof part === 'string' && typeof last === 'string') line[line.length - 1] = last + part
    else line.push(part)
    return line
  }, [])
}

/** The sorted lines, piece by piece: texts, and bytes that never change. */
export type Woven = readonly (string | Uint8Array)[]

/** The sorted lines; null when two are equal, or two subjects. */
export function woven({ bytes, subjects, starts, moving }: Arranged, filling: Filling): Woven | null {
  const whole: (string | Uint8Array)[] = []
  let text = ''
  let [from, at, before] = [0, 0, '']
  for (const block of inOrder(moving, filling)) {
    at = placeOf(block.now, subjects, at)
    const start = starts[at] ?? bytes.length
    if (start > from) {
      whole.push(text, bytes.subarray(from, start))
      text = ''
    }
    const more = block.now === before || block.now === subjects[at] ? null : blockText(text, block, filling)
    if (more === null) return null
    text = more
    from = start
    before = block.now
  }
  whole.push(text)
  if (from < bytes.length) whole.push(bytes.subarray(from))
  return whole
}

function inOrder(moving: Moving[], filling: Filling): readonly Moving[] {
  let [before, sorted] = ['', true]
  for (const block of moving) {
    block.now = filled('', block.subject, filling)
    sorted &&= before <= block.now
    before = block.now
  }
  return sorted ? moving : moving.sort((a, b) => (a.now < b.now ? -1 : 1))
}

/** The text, and behind it the lines of a block; null when two are equal. */
function blockText(before: string, { groups, now }: Moving, filling: Filling): string | null {
  let text = before
  for (const group of groups) {
    if (group.length === 1) {
      text = filled(text + now, group[0] as Parts, filling)
      continue
    }
    const rests = group.map((rest) => filled('', rest, filling)).sort()
    if (!filling.twice && rests.some((rest, i) => i > 0 && rest === rests[i - 1])) return null
    for (const rest of rests) text += now + rest
  }
  return text
}

/** The text, and behind it the parts. */
function filled(before: string, parts: Parts, { slots, names }: Filling): string {
  let text = before
  for (const part of parts) text += typeof part === 'string' ? part : part < 0 ? names[-1 - part] : slots[part]
  return text
}

/** How many of the sorted subjects come before this one, where it is known of the first ones. */
function placeOf(subject: string, sorted: readonly string[], known: number): number {
  let [low, high] = [known, sorted.length]
  // Most stand together.
  if (low < high && subject < (sorted[low] as string)) return low
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as string) < subject) low = middle + 1
    else high = middle
  }
  return low
}
