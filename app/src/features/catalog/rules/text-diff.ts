/** A run of words that stayed, came or went. */
export interface Piece {
  kind: 'same' | 'in' | 'out'
  text: string
}

/** Above this many comparisons the middle is shown as one change: nobody reads such a text word by word. */
const MOST_CELLS = 1_000_000

/** Word by word, in reading order: what went stands before what came in its place. */
export function diffWords(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  const head = commonHead(a, b)
  const tail = commonHead(a.slice(head).reverse(), b.slice(head).reverse())
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return joined([...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))])
}

/** Members of two lists: those that went, those that came, those that stayed. */
export function diffMembers(before: readonly string[], after: readonly string[]): Piece[] {
  return [
    ...before.map((text): Piece => ({ kind: after.includes(text) ? 'same' : 'out', text })),
    ...after.filter((text) => !before.includes(text)).map((text): Piece => ({ kind: 'in', text })),
  ]
}

/** Each word with the space before it, so that the pieces join to the text again. */
function wordsOf(text: string): string[] {
  return text.split(/(?<=\S)(?=\s)/).filter((word) => word.trim() !== '')
}

function commonHead(a: readonly string[], b: readonly string[]): number {
  let at = 0
  while (at < a.length && at < b.length && a[at] === b[at]) at++
  return at
}

function same(words: readonly string[]): Piece[] {
  return words.map((text) => ({ kind: 'same', text }))
}

function between(a: readonly string[], b: readonly string[]): Piece[] {
  const whole: Piece[] = [
    ...a.map((text): Piece => ({ kind: 'out', text })),
    ...b.map((text): Piece => ({ kind: 'in', text })),
  ]
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_CELLS) return whole
  return walk(a, b, longest(a, b))
}

/** Lengths of the longest common run of words from each place on. */
function longest(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = table[i] ?? []
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  return table
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0
}

function walk(a: readonly string[], b: readonly string[], table: readonly (readonly number[])[]): Piece[] {
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [gone = '', come = ''] = [a[i], b[j]]
    const kind = stepAt({ gone, come }, at(table, i + 1, j) >= at(table, i, j + 1))
    pieces.push({ kind, text: kind === 'in' ? come : gone })
    if (kind !== 'in') i++
    if (kind !== 'out') j++
  }
  return pieces
}

/** A word is never empty: an empty one means that its text has ended. */
function stepAt({ gone, come }: { gone: string; come: string }, goneFirst: boolean): Piece['kind'] {
  if (gone === come) return 'same'
  return come === '' || (gone !== '' && goneFirst) ? 'out' : 'in'
}

function joined(pieces: readonly Piece[]): Piece[] {
  const runs: Piece[] = []
  for (const { kind, text } of pieces) {
    const last = runs.at(-1)
    if (last?.kind === kind) last.text += text
    else runs.push({ kind, text })
  }
  return runs
}
