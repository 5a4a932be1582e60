import { randomBytes } from 'node:crypto'
import { constants, crc32, deflateRawSync } from 'node:zlib'

/** What differs between two visits without a session to the same page; stands as a mark where it belongs. */
export interface Visitation {
  readonly nonce: string
  readonly csrf: string
}
/** The same for everybody, as it is and as it is sent to those who take gzip. */
interface Fixed {
  readonly plain: Buffer
  readonly deflated: Buffer
}
export type Part = Fixed | { readonly mark: keyof Visitation }

/** Unguessable, so that no text of a page can hold one. */
export const MARKS: Visitation = { nonce: mark(), csrf: mark() }

function mark(): string {
  return `mark-${randomBytes(24).toString('base64url')}`
}

const MARKED = new RegExp(`(${MARKS.nonce}|${MARKS.csrf})`)

export function partsOf(html: string): Part[] {
  return html
    .split(MARKED)
    .filter((text) => text !== '')
    .map((text) => {
      if (text === MARKS.nonce) return { mark: 'nonce' }
      return text === MARKS.csrf ? { mark: 'csrf' } : fixed(Buffer.from(text))
    })
}

/** Deflated alone, up to a whole byte: what stands before and after it in the answer is nothing to it. */
function fixed(plain: Buffer): Fixed {
  return { plain, deflated: deflateRawSync(plain, { level: 3, finishFlush: constants.Z_SYNC_FLUSH }) }
}

export function filled(parts: readonly Part[], visitation: Visitation): Buffer {
  return Buffer.concat(parts.map((part) => plainOf(part, visitation)))
}

function plainOf(part: Part, visitation: Visitation): Buffer {
  return 'plain' in part ? part.plain : Buffer.from(visitation[part.mark])
}

const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
const LAST_BLOCK = Buffer.from([3, 0])

/**
 * One gzip member (RFC 1952) out of parts that were deflated once. What only this visit may know is stored as it is
 * and never packed with anything: the length of the answer tells nothing about it.
 */
export function gzipped(parts: readonly Part[], visitation: Visitation): Buffer {
  const body: Buffer[] = []
  let [sum, size] = [0, 0]
  for (const part of parts) {
    const plain = plainOf(part, visitation)
    body.push('deflated' in part ? part.deflated : stored(plain))
    sum = crc32(plain, sum)
    size += plain.length
  }
  const tail = Buffer.alloc(8)
  tail.writeUInt32LE(sum, 0)
  tail.writeUInt32LE(size, 4)
  return Buffer.concat([HEAD, ...body, LAST_BLOCK, tail])
}

/** A block of bytes as they are (RFC 1951, 3.2.4). @throws RangeError for 64 KiB and more. */
function stored(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt16LE(bytes.length, 1)
  head.writeUInt16LE(0xffff - bytes.length, 3)
  return Buffer.concat([head, bytes])
}

/** Whether gzip is named among the encodings (RFC 9110, 12.5.3) and not with a weight of nought. */
export function takesGzip(encodings: string | null | undefined): boolean {
  return (encodings ?? '').split(',').some((one) => {
    const [name, ...parameters] = one.split(';').map((text) => text.trim().toLowerCase())
    return name === 'gzip' && !parameters.some((text) => text.startsWith('q=') && Number(text.slice(2)) === 0)
  })
}
