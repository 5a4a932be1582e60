import type { Algorithm } from '../ports.ts'

/** A prime field with the curve y² = x³ − 3x + b over it, by NIST SP 800-186 (`size` is the length of a coordinate in bytes). */
interface Curve {
  readonly crv: string
  readonly size: number
  readonly p: bigint
  readonly b: bigint
}

const CURVES: Readonly<Partial<Record<Algorithm, Curve>>> = {
  ES256: {
    crv: 'P-256',
    size: 32,
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  },
  ES384: {
    crv: 'P-384',
    size: 48,
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  },
  ES512: {
    crv: 'P-521',
    size: 66,
    p: 2n ** 521n - 1n,
    b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  },
}

/** Whether these coordinates, big endian and of full length, are a point of the curve. */
export function isOnCurve(algorithm: Algorithm, x: Uint8Array, y: Uint8Array): boolean {
  const curve = CURVES[algorithm]
  if (!curve || x.length !== curve.size || y.length !== curve.size) return false
  const [a, b] = [whole(x), whole(y)]
  return a < curve.p && b < curve.p && (b * b) % curve.p === squared(a, curve)
}

/** Whether a point of the curve has this x: its y² must be a square of the field. The curves have no point with y = 0. */
export function hasPoint(algorithm: Algorithm, x: Uint8Array): boolean {
  const curve = CURVES[algorithm]
  if (!curve || x.length !== curve.size) return false
  const value = whole(x)
  return value < curve.p && jacobi(squared(value, curve), curve.p) === 1
}

/** A point by its JSON Web Key members. */
export interface Point {
  readonly crv: string
  readonly x: Uint8Array
  readonly y: Uint8Array
}

/** Both coordinates of a compressed point (SEC 1, 2.3.4), or undefined where the curve has none with this x. */
export function uncompressed(algorithm: Algorithm, point: Uint8Array): Point | undefined {
  const [curve, x] = [CURVES[algorithm], point.subarray(1)]
  if (!curve || (point[0] !== 2 && point[0] !== 3) || !hasPoint(algorithm, x)) return undefined
  // Each of these primes is 3 modulo 4, so this power is a square root.
  const root = power(squared(whole(x), curve), (curve.p + 1n) / 4n, curve.p)
  const y = (root & 1n) === BigInt(point[0] & 1) ? root : curve.p - root
  return { crv: curve.crv, x, y: bytesOf(y, curve.size) }
}

function power(base: bigint, exponent: bigint, p: bigint): bigint {
  let [result, square] = [1n, base]
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}

function bytesOf(value: bigint, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * (size - 1 - i))) & 255n))
}

function whole(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
}

function squared(x: bigint, { p, b }: Curve): bigint {
  const value = (x * x * x - 3n * x + b) % p
  return value < 0n ? value + p : value
}

/** The Jacobi symbol (a/n) for odd n: 1 when `a` is a square modulo the prime `n`, −1 when not, 0 when they share a factor. */
function jacobi(a: bigint, n: bigint): number {
  let [top, bottom, sign] = [a, n, 1]
  while (top !== 0n) {
    const zeros = trailingZeros(top)
    top >>= zeros
    const rest = bottom & 7n
    if ((zeros & 1n) === 1n && (rest === 3n || rest === 5n)) sign = -sign
    if ((top & 3n) === 3n && (rest & 3n) === 3n) sign = -sign
    ;[top, bottom] = [bottom % top, top]
  }
  return bottom === 1n ? sign : 0
}

function trailingZeros(value: bigint): bigint {
  let count = 0n
  while (((value >> count) & 1n) === 0n) count++
  return count
}
