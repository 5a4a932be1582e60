// FIPS 180-4. Own, because context pins and blank-node labels are needed synchronously and in every runtime; keys never come here.
const K = Uint32Array.from(constants(64, 1 / 3))
const START = constants(8, 1 / 2)
const SPACE = new Uint32Array(64)

function constants(count: number, power: number): number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (isPrime(n)) found.push(fraction(n ** power))
  return found
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false
  return true
}

function fraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** SHA-256 of the data. */
export function sha256(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((data.length + 8) >> 6) + 1) << 6)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(data.length / 2 ** 29))
  view.setUint32(padded.length - 4, (data.length << 3) >>> 0)
  const state = Int32Array.from(START)
  for (let at = 0; at < padded.length; at += 64) {
    schedule(view, at)
    compress(state)
  }
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => {
    digest.setInt32(i * 4, word)
  })
  return new Uint8Array(digest.buffer)
}

function schedule(view: DataView, at: number): void {
  for (let i = 0; i < 16; i++) SPACE[i] = view.getUint32(at + i * 4)
  for (let i = 16; i < 64; i++) {
    const a = SPACE[i - 15] as number
    const b = SPACE[i - 2] as number
    const small = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)
    const large = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10)
    SPACE[i] = ((SPACE[i - 16] as number) + small + (SPACE[i - 7] as number) + large) | 0
  }
}

function compress(state: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i++) {
    const one = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + one + ((e & f) ^ (~e & g)) + (K[i] as number) + (SPACE[i] as number)) | 0
    const zero = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (zero + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + word
}
