/** Bytes written bit by bit, lowest first (RFC 1951, 3.1.1). Up to seven bits are held; four bytes are written over again and again. */
export interface BitWriter {
  readonly view: DataView
  at: number
  held: number
  count: number
}

/** For so many bits. */
export function bitWriter(size: number): BitWriter {
  return { view: new DataView(new ArrayBuffer(Math.ceil(size / 8) + 4)), at: 0, held: 0, count: 0 }
}

/** What was written so far, and room for so many bits more. */
export function copied(bits: BitWriter, size: number): BitWriter {
  const more = bitWriter(bits.at * 8 + bits.count + size)
  new Uint8Array(more.view.buffer).set(written(bits))
  return { ...bits, view: more.view }
}

/** Writes `count` bits, at most 24. */
export function put(bits: BitWriter, value: number, count: number): void {
  const held = bits.held | (value << bits.count)
  const all = bits.count + count
  bits.view.setInt32(bits.at, held, true)
  bits.at += all >> 3
  bits.held = held >> (all & 24)
  bits.count = all & 7
}

/** Writes the code of each byte; none has more than 12 bits. Two at once, in plain variables: an engine keeps these in registers. */
export function putBytes(bits: BitWriter, bytes: Uint8Array, codes: Uint32Array): void {
  const { view } = bits
  let { at, held, count } = bits
  for (let i = 1; i < bytes.length; i += 2) {
    const one = codes[bytes[i - 1] as number] as number
    const two = codes[bytes[i] as number] as number
    held |= ((one >>> 4) | ((two >>> 4) << (one & 15))) << count
    count += (one & 15) + (two & 15)
    view.setInt32(at, held, true)
    at += count >> 3
    held >>= count & 24
    count &= 7
  }
  bits.at = at
  bits.held = held
  bits.count = count
  if (bytes.length % 2) putCode(bits, codes[bytes.at(-1) as number] as number)
}

/** Writes a code as `codesOf` gives it. */
export function putCode(bits: BitWriter, code: number): void {
  put(bits, code >>> 4, code & 15)
}

/** The bytes that were written, the last one filled up with zeros. */
export function written({ view, at, count }: BitWriter): Uint8Array {
  return new Uint8Array(view.buffer, 0, at + (count && 1))
}
