/** DER (X.690): just what a certificate is written with. */

/** One element: its tag, the length of what is in it, and that. */
export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  return Buffer.concat([Uint8Array.of(tag), lengthOf(content.length), content])
}

// Up to 127 in one byte; beyond, the number of bytes of the length comes first.
function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const bytes = Buffer.from(length.toString(16).padStart(length < 0x100 ? 2 : 4, '0'), 'hex')
  return Buffer.concat([Uint8Array.of(0x80 | bytes.length), bytes])
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return element(0x30, ...parts)
}

/** An OBJECT IDENTIFIER whose first number is 1 or 2: the first two numbers share a byte, the others are written in base 128. */
export function objectId(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return element(0x06, Uint8Array.of(first * 40 + second), ...rest.map(inSevens))
}

function inSevens(value: number): Uint8Array {
  const bytes = [value & 0x7f]
  for (let left = value >> 7; left > 0; left >>= 7) bytes.unshift((left & 0x7f) | 0x80)
  return Uint8Array.from(bytes)
}

export function utf8String(text: string): Uint8Array {
  return element(0x0c, Buffer.from(text))
}

/** UTCTime, for years up to 2049. */
export function utcTime(date: Date): Uint8Array {
  return element(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`))
}

/** A BIT STRING of whole bytes. */
export function bitString(bytes: Uint8Array): Uint8Array {
  return element(0x03, Uint8Array.of(0), bytes)
}
