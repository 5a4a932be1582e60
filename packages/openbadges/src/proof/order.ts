const ASTRAL = /[\ud800-\udfff]/
const ABOVE = /[\ue000-\uffff]/

function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

// A surrogate stands for a code point above U+FFFF, so it sorts after U+E000..U+FFFF.
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** Whether sorting by code points and by UTF-16 code units could ever differ for this text. */
export function mayDiffer(text: string): boolean {
  return ASTRAL.test(text) && ABOVE.test(text)
}

function linesOf(nquads: string): string[] {
  return nquads.split('\n').slice(0, -1)
}

/** The lines in code point order, as RDFC-1.0 asks. */
export function codePointOrder(nquads: string): string {
  if (!mayDiffer(nquads)) return nquads
  return `${linesOf(nquads).sort(byCodePoint).join('\n')}\n`
}

/** The lines in UTF-16 code unit order, as rdf-canonize 5 writes them. */
export function codeUnitOrder(nquads: string): string {
  if (!mayDiffer(nquads)) return nquads
  return `${linesOf(nquads).sort().join('\n')}\n`
}

/** Whether implementations may disagree on this form: the two orders differ as a whole or around one blank node. */
export function isAmbiguous(nquads: string): boolean {
  if (!mayDiffer(nquads)) return false
  const lines = linesOf(nquads)
  const labels = new Set(nquads.match(/_:c14n\d+/g))
  const groups = [lines, ...[...labels].map((label) => lines.filter((line) => `${line} `.includes(`${label} `)))]
  return groups.some((group) => {
    const masked = group.map((line) => (group === lines ? line : line.replaceAll(/_:c14n\d+/g, '_:z')))
    return [...masked].sort().join('\n') !== [...masked].sort(byCodePoint).join('\n')
  })
}
