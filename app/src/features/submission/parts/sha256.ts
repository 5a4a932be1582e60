const ROUNDS = Uint32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)))

/** SHA-256 of bytes that come in pieces: the browser's own digest wants all of them at once, and a film does not fit. */
export function sha256Stream(): { update: (bytes: Uint8Array) => void; hex: () => string } {
  const state = Uint32Array.from(primes(8), (prime) => fraction(Math.sqrt(prime)))
  const words = new Uint32Array(64)
  const block = new Uint8Array(64)
  const view = new DataView(block.buffer)
  let held = 0
  let length = 0

  function digestBlock(): void {
    for (let at = 0; at < 16; at++) words[at] = view.getUint32(at * 4)
    for (let at = 16; at < 64; at++) words[at] = spread(words, at)
    compress(state, words)
    held = 0
  }
  function update(bytes: Uint8Array): void {
    length += bytes.length
    for (let from = 0; from < bytes.length; ) {
      const taken = Math.min(64 - held, bytes.length - from)
      block.set(bytes.subarray(from, from + taken), held)
      held += taken
      from += taken
      if (held === 64) digestBlock()
    }
  }
  function hex(): string {
    const bits = BigInt(length) * 8n
    update(Uint8Array.of(0x80))
    while (held !== 56) update(Uint8Array.of(0))
    view.setBigUint64(56, bits)
    digestBlock()
    return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
  }
  return { update, hex }
}

/** Of a whole file, a piece at a time; the page stays awake in between. */
export async function sha256OfFile(file: Blob): Promise<string> {
  const { update, hex } = sha256Stream()
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return hex()
    update(value)
  }
}

function spread(words: Uint32Array, at: number): number {
  const [before, after] = [words[at - 15] ?? 0, words[at - 2] ?? 0]
  const low = turn(before, 7) ^ turn(before, 18) ^ (before >>> 3)
  const high = turn(after, 17) ^ turn(after, 19) ^ (after >>> 10)
  return ((words[at - 16] ?? 0) + low + (words[at - 7] ?? 0) + high) | 0
}

function compress(state: Uint32Array, words: Uint32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let round = 0; round < 64; round++) {
    const choice = (e & f) ^ (~e & g)
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (ROUNDS[round] ?? 0) + (words[round] ?? 0)) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] ?? 0) + word) | 0
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The first 32 bits behind the point. */
function fraction(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) >>> 0
}

function primes(count: number): number[] {
  const found: number[] = []
  for (let next = 2; found.length < count; next++) if (found.every((prime) => next % prime !== 0)) found.push(next)
  return found
}
