import { fromUtf8, utf8 } from '../../encoding/text.ts'

/** Why bytes are not the CBOR we read. Never leaves this folder. */
export class CborError extends Error {}

/** The kinds of CBOR items (RFC 8949, section 3.1) that a proof value is made of. */
const MAJOR = { uint: 0, bytes: 2, text: 3, list: 4, map: 5 } as const

/**
 * Reads the few shapes a proof value has, in their one preferred form: definite lengths, numbers as short as they can be written,
 * no tags. Every method throws {@link CborError}.
 */
export class CborReader {
  readonly #bytes: Uint8Array
  #at = 0
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  uint(): number {
    return this.#head(MAJOR.uint)
  }

  bytes(): Uint8Array {
    return this.#take(this.#head(MAJOR.bytes))
  }

  text(): string {
    try {
      return fromUtf8(this.#take(this.#head(MAJOR.text)))
    } catch {
      throw new CborError('text')
    }
  }

  /** A list of at most so many items, each read by `one`. */
  list<T>(most: number, one: () => T): readonly T[] {
    return this.#items(this.#head(MAJOR.list), most, one)
  }

  /** A map of at most so many entries with different keys, each read by `one`. */
  map<K, V>(most: number, one: () => readonly [K, V]): ReadonlyMap<K, V> {
    const entries = this.#items(this.#head(MAJOR.map), most, one)
    const made = new Map(entries)
    if (made.size !== entries.length) throw new CborError('a key twice')
    return made
  }

  #items<T>(length: number, most: number, one: () => T): readonly T[] {
    if (length > most) throw new CborError('length')
    return Array.from({ length }, one)
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new CborError('end')
    const taken = this.#bytes.slice(this.#at, end)
    this.#at = end
    return taken
  }

  #head(major: number): number {
    const [first = 0] = this.#take(1)
    if (first >> 5 !== major) throw new CborError('kind')
    const short = first & 31
    if (short < 24) return short
    if (short > 26) throw new CborError('length')
    const size = 1 << (short - 24)
    const value = this.#take(size).reduce((sum, byte) => sum * 256 + byte, 0)
    if (value < (size === 1 ? 24 : 256 ** (size / 2))) throw new CborError('longer than needed')
    return value
  }
}

function head(major: number, value: number): Uint8Array {
  if (value < 24) return Uint8Array.of((major << 5) | value)
  const size = value < 256 ? 1 : value < 65_536 ? 2 : 4
  const bytes = Array.from({ length: size }, (_, i) => Math.floor(value / 256 ** (size - 1 - i)) & 255)
  return Uint8Array.of((major << 5) | (24 + Math.log2(size)), ...bytes)
}

/** Bytes as a CBOR item. */
export function cborBytes(bytes: Uint8Array): readonly Uint8Array[] {
  return [head(MAJOR.bytes, bytes.length), bytes]
}

/** A text as a CBOR item. */
export function cborText(text: string): readonly Uint8Array[] {
  const bytes = utf8(text)
  return [head(MAJOR.text, bytes.length), bytes]
}

/** A whole number from 0 as a CBOR item. */
export function cborUint(value: number): readonly Uint8Array[] {
  return [head(MAJOR.uint, value)]
}

/** A list of CBOR items. */
export function cborList(items: readonly (readonly Uint8Array[])[]): readonly Uint8Array[] {
  return [head(MAJOR.list, items.length), ...items.flat()]
}

/** A map of CBOR items. */
export function cborMap(
  entries: readonly (readonly [readonly Uint8Array[], readonly Uint8Array[]])[],
): readonly Uint8Array[] {
  return [head(MAJOR.map, entries.length), ...entries.flat(2)]
}
