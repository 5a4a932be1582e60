// FIPS 180-4, for the labels of blank nodes under P-384 keys, which are needed synchronously; keys never come here.
// A word of 64 bits is two of 32 side by side, the high half first.
const WORDS = new Int32Array(160)
let tables: { readonly rounds: Int32Array; readonly start: Int32Array } | undefined

function tablesMade(): { readonly rounds: Int32Array; readonly start: Int32Array } {
  const primes: bigint[] = []
  for (let n = 2n; primes.length < 80; n++) if (primes.every((prime) => n % prime !== 0n)) primes.push(n)
  return { rounds: fractions(primes, 3n), start: fractions(primes.slice(8, 16), 2n) }
}

/** The first 64 bits behind the point of these roots. */
function fractions(primes: readonly bigint[], degree: bigint): Int32Array {
  return Int32Array.from(
    primes.flatMap((prime) => {
      const root = floorRoot(prime << (64n * degree), degree)
      return [Number(BigInt.asIntN(32, root >> 32n)), Number(BigInt.asIntN(32, root))]
    }),
  )
}

function floorRoot(value: bigint, degree: bigint): bigint {
  let root = 0n
  for (let bit = 1n << 69n; bit > 0n; bit >>= 1n) if ((root + bit) ** degree <= value) root += bit
  return root
}

/** SHA-384 of the data. */
export function sha384(data: Uint8Array): Uint8Array {
  tables ??= tablesMade()
  const state = Int32Array.from(tables.start)
  const last = new Uint8Array(data.length % 128 < 112 ? 128 : 256)
  last.set(data.subarray(data.length & ~127))
  last[data.length % 128] = 0x80
  const end = new DataView(last.buffer)
  end.setUint32(last.length - 8, Math.floor(data.length / 2 ** 29))
  end.setUint32(last.length - 4, (data.length << 3) >>> 0)
  const whole = new DataView(data.buffer, data.byteOffset, data.byteLength)
  for (let at = 0; at + 128 <= data.length; at += 128) compress(state, whole, at)
  for (let at = 0; at < last.length; at += 128) compress(state, end, at)
  const digest = new DataView(new ArrayBuffer(48))
  for (let i = 0; i < 12; i++) digest.setInt32(i * 4, state[i] as number)
  return new Uint8Array(digest.buffer)
}

function schedule(block: DataView, at: number): void {
  for (let i = 0; i < 32; i++) WORDS[i] = block.getInt32(at + i * 4)
  for (let i = 32; i < 160; i += 2) {
    const [xh, xl] = [WORDS[i - 30] as number, WORDS[i - 29] as number]
    const [yh, yl] = [WORDS[i - 4] as number, WORDS[i - 3] as number]
    const smallHigh = ((xh >>> 1) | (xl << 31)) ^ ((xh >>> 8) | (xl << 24)) ^ (xh >>> 7)
    const smallLow = ((xl >>> 1) | (xh << 31)) ^ ((xl >>> 8) | (xh << 24)) ^ ((xl >>> 7) | (xh << 25))
    const largeHigh = ((yh >>> 19) | (yl << 13)) ^ ((yl >>> 29) | (yh << 3)) ^ (yh >>> 6)
    const largeLow = ((yl >>> 19) | (yh << 13)) ^ ((yh >>> 29) | (yl << 3)) ^ ((yl >>> 6) | (yh << 26))
    const before = ((WORDS[i - 31] as number) >>> 0) + ((WORDS[i - 13] as number) >>> 0)
    const low = before + (smallLow >>> 0) + (largeLow >>> 0)
    WORDS[i + 1] = low
    WORDS[i] = (WORDS[i - 32] as number) + smallHigh + (WORDS[i - 14] as number) + largeHigh + Math.floor(low / 2 ** 32)
  }
}

function compress(state: Int32Array, block: DataView, at: number): void {
  schedule(block, at)
  const { rounds } = tables as NonNullable<typeof tables>
  const now = Int32Array.from(state)
  for (let i = 0; i < 160; i += 2) {
    const [firstHigh, firstLow] = firstSum(now, rounds, i)
    const [secondHigh, secondLow] = secondSum(now)
    const [dh, dl] = [now[6] as number, now[7] as number]
    now.copyWithin(2, 0, 14)
    addTo(now, 0, [firstHigh, firstLow, secondHigh, secondLow])
    addTo(now, 8, [firstHigh, firstLow, dh, dl])
  }
  for (let i = 0; i < 16; i += 2)
    addTo(state, i, [state[i] as number, state[i + 1] as number, now[i] as number, now[i + 1] as number])
}

type Halves = readonly [high: number, low: number, otherHigh: number, otherLow: number]

function addTo(words: Int32Array, at: number, [high, low, otherHigh, otherLow]: Halves): void {
  const sum = (low >>> 0) + (otherLow >>> 0)
  words[at + 1] = sum
  words[at] = high + otherHigh + (sum > 0xffffffff ? 1 : 0)
}

function firstSum(now: Int32Array, rounds: Int32Array, i: number): readonly [number, number] {
  const [eh, el] = [now[8] as number, now[9] as number]
  const high = ((eh >>> 14) | (el << 18)) ^ ((eh >>> 18) | (el << 14)) ^ ((el >>> 9) | (eh << 23))
  const low = ((el >>> 14) | (eh << 18)) ^ ((el >>> 18) | (eh << 14)) ^ ((eh >>> 9) | (el << 23))
  const chosenHigh = (eh & (now[10] as number)) ^ (~eh & (now[12] as number))
  const chosenLow = (el & (now[11] as number)) ^ (~el & (now[13] as number))
  const given = ((rounds[i + 1] as number) >>> 0) + ((WORDS[i + 1] as number) >>> 0)
  const sum = ((now[15] as number) >>> 0) + (low >>> 0) + (chosenLow >>> 0) + given
  const carry = Math.floor(sum / 2 ** 32)
  return [(now[14] as number) + high + chosenHigh + (rounds[i] as number) + (WORDS[i] as number) + carry, sum | 0]
}

function secondSum(now: Int32Array): readonly [number, number] {
  const [ah, al, bh, bl] = [now[0] as number, now[1] as number, now[2] as number, now[3] as number]
  const [ch, cl] = [now[4] as number, now[5] as number]
  const high = ((ah >>> 28) | (al << 4)) ^ ((al >>> 2) | (ah << 30)) ^ ((al >>> 7) | (ah << 25))
  const low = ((al >>> 28) | (ah << 4)) ^ ((ah >>> 2) | (al << 30)) ^ ((ah >>> 7) | (al << 25))
  const sum = (low >>> 0) + (((al & bl) ^ (al & cl) ^ (bl & cl)) >>> 0)
  return [high + ((ah & bh) ^ (ah & ch) ^ (bh & ch)) + (sum > 0xffffffff ? 1 : 0), sum | 0]
}
