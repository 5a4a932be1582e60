// FIPS 180-4. Own, because context pins and blank-node labels are needed synchronously and in every runtime; keys never come here.
const K = Int32Array.from(constants(64, 1 / 3))
const START = constants(8, 1 / 2)
const WORDS = new Int32Array(64)

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

/** SHA-256 of the data. */
export function sha256(data: Uint8Array): Uint8Array {
  const state = Int32Array.from(START)
  const whole = data.length & ~63
  for (let at = 0; at < whole; at += 64) compress(state, data, at)
  const rest = data.subarray(whole)
  const last = new Uint8Array(rest.length < 56 ? 64 : 128)
  last.set(rest)
  last[rest.length] = 0x80
  const view = new DataView(last.buffer)
  view.setUint32(last.length - 8, Math.floor(data.length / 2 ** 29))
  view.setUint32(last.length - 4, (data.length << 3) >>> 0)
  for (let at = 0; at < last.length; at += 64) compress(state, last, at)
  const digest = new DataView(new ArrayBuffer(32))
  for (let i = 0; i < 8; i++) digest.setInt32(i * 4, state[i] as number)
  return new Uint8Array(digest.buffer)
}

function schedule(block: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) {
    const from = at + i * 4
    const high = ((block[from] as number) << 24) | ((block[from + 1] as number) << 16)
    WORDS[i] = high | ((block[from + 2] as number) << 8) | (block[from + 3] as number)
  }
  for (let i = 16; i < 64; i++) {
    const x = WORDS[i - 15] as number
    const y = WORDS[i - 2] as number
    const small = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const large = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    WORDS[i] = ((((WORDS[i - 16] as number) + small) | 0) + (((WORDS[i - 7] as number) + large) | 0)) | 0
  }
}

// One round a turn, in plain variables and sums cut to 32 bits at every step: an engine keeps these in registers.
function compress(state: Int32Array, block: Uint8Array, at: number): void {
  schedule(block, at)
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  for (let i = 0; i < 64; i++) {
    const one = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const choice = (g ^ (e & (f ^ g))) | 0
    const given = ((K[i] as number) + (WORDS[i] as number)) | 0
    const first = ((((h + one) | 0) + choice) | 0) + given
    const zero = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const second = zero + ((a & b) ^ (c & (a ^ b)))
    h = g
    g = f
    f = e
    e = (d + (first | 0)) | 0
    d = c
    c = b
    b = a
    a = ((first | 0) + (second | 0)) | 0
  }
  add(state, [a, b, c, d, e, f, g, h])
}

function add(state: Int32Array, words: readonly number[]): void {
  for (let i = 0; i < 8; i++) state[i] = (state[i] as number) + (words[i] as number)
}
