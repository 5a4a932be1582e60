import { type BitWriter, bitWriter, copied, putBytes, putCode, written } from './bit-writer.ts'
import { END, headOf, putHead } from './block-head.ts'
import { codeLengths, codesOf, LONGEST_BYTE } from './prefix-code.ts'

/** Of a few bytes that are looked at, each stands for so many. */
const SAMPLE = 8
/** Of fewer bytes a sample says little. */
const FEWEST = 4_096
/** Below it runs of zeros are long enough to be told as such; above it little is saved. */
const [LEAST, MOST] = [0.02, 0.25]
/** By chance, no more of a sample's bytes than this are zero where they would not be expected to be, or are not. */
const CHANCE = 0.06
/** Shares that differ by less than a fifth have one code. It takes up to five bytes in a hundred more than one by counting: also bytes that are never met have theirs. */
const STEPS = 5
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

interface Code {
  /** As far as a block is written before its first byte. */
  readonly head: BitWriter
  readonly codes: Uint32Array
}

const codes = new Map<number, Code>()

/**
 * One block (RFC 1951) of bytes whose set bits were strewn by chance, as places in a status list are drawn: how many are set says how
 * often each byte is met, and nothing has to be counted. Undefined when they were not, or so few or many are set that this does not pay.
 */
export function deflateStrewn(data: Uint8Array): Uint8Array | undefined {
  const share = shareOf(data)
  if (share === undefined) return undefined
  const step = Math.round(Math.log(share) * STEPS)
  const known = codes.get(step) ?? codeFor(Math.exp(step / STEPS))
  codes.set(step, known)
  const out = copied(known.head, (data.length + 1) * LONGEST_BYTE)
  putBytes(out, data, known.codes)
  putCode(out, known.codes[END] as number)
  return written(out)
}

/** Which share of the bits is set, if as many bytes are zero as chance leaves. */
function shareOf(data: Uint8Array): number | undefined {
  if (data.length < FEWEST) return undefined
  let [looked, ones, zeros] = [0, 0, 0]
  for (let i = 0; i < data.length; i += SAMPLE) {
    const byte = data[i] as number
    looked += 1
    ones += ONES[byte] as number
    zeros += byte === 0 ? 1 : 0
  }
  const share = ones / (looked * 8)
  const strewn = Math.abs(zeros / looked - (1 - share) ** 8) < CHANCE
  return strewn && share > LEAST && share < MOST ? share : undefined
}

function codeFor(share: number): Code {
  const counts = new Uint32Array(286).fill(0, 256)
  for (let byte = 0; byte < 256; byte++) {
    const set = ONES[byte] as number
    counts[byte] = Math.max(1, 2 ** 20 * share ** set * (1 - share) ** (8 - set))
  }
  counts[END] = 1
  const lengths = codeLengths(counts, LONGEST_BYTE)
  const said = headOf(lengths)
  const head = bitWriter(said.size)
  putHead(head, said)
  return { head, codes: codesOf(lengths) }
}
