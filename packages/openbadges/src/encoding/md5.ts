// RFC 1321. Only for recipients that Open Badges 2 hashed this way; it protects nothing.
const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32))

/** MD5 of the data. */
export function md5(data: Uint8Array): Uint8Array {
  const padded = new Uint8Array((((data.length + 8) >> 6) + 1) * 64)
  padded.set(data)
  padded[data.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, data.length << 3, true)
  view.setUint32(padded.length - 4, Math.floor(data.length / 2 ** 29), true)
  const state = Int32Array.from(START)
  for (let at = 0; at < padded.length; at += 64) compress(state, view, at)
  const digest = new DataView(new ArrayBuffer(16))
  state.forEach((word, i) => {
    digest.setInt32(i * 4, word, true)
  })
  return new Uint8Array(digest.buffer)
}

function compress(state: Int32Array, view: DataView, at: number): void {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let i = 0; i < 64; i++) {
    const [mixed, place] = round(i, b, c, d)
    const sum = (a + mixed + (SINES[i] ?? 0) + view.getInt32(at + place * 4, true)) | 0
    const shift = SHIFTS[(i >> 4) * 4 + (i & 3)] ?? 0
    ;[a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0]
  }
  for (const [i, word] of [a, b, c, d].entries()) state[i] = (state[i] ?? 0) + word
}

/** The mixing function of this step, and which word of the block it takes. */
function round(i: number, b: number, c: number, d: number): [number, number] {
  if (i < 16) return [(b & c) | (~b & d), i]
  if (i < 32) return [(d & b) | (~d & c), (5 * i + 1) & 15]
  return i < 48 ? [b ^ c ^ d, (3 * i + 5) & 15] : [c ^ (b | ~d), (7 * i) & 15]
}
