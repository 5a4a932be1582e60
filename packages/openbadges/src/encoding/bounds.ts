// A golden credential holds some 250 values; two hundred of them in one presentation are still read.
const MAX_VALUES = 50_000
const MAX_DEPTH = 64
// A text may be 64 KiB long, and every character of it may be written as an escape of six.
const MAX_STRING = 6 * 64 * 1024
const QUOTE = 34
const BACKSLASH = 92
const COMMA = 44
/** How much deeper a character leads. */
const STEPS = new Int8Array(0x1_0000)
for (const sign of '[{') STEPS[sign.charCodeAt(0)] = 1
for (const sign of ']}') STEPS[sign.charCodeAt(0)] = -1

/** What one look at a JSON text shows before anything is built from it: that it is nested too deep, or holds too many values. */
export function outOfBounds(text: string): 'deep' | 'many' | undefined {
  let [depth, commas] = [0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === QUOTE) {
      const end = endOfString(text, i)
      commas += MAX_VALUES * Number(isLong(text, i, end))
      i = end
    } else if (code === COMMA) commas++
    else depth += STEPS[code] as number
    if (depth > MAX_DEPTH) return 'deep'
  }
  return commas < MAX_VALUES ? undefined : 'many'
}

// Pictures are as long as the whole may be.
function isLong(text: string, start: number, end: number): boolean {
  return end - start > MAX_STRING && !text.startsWith('data:', start + 1)
}

/** The closing quote: one that an even number of backslashes stands before. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1)
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1)
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text.charCodeAt(first - 1) === BACKSLASH) first--
  return (at - first) % 2 === 1
}
