import { FileRefused } from './media-file.ts'

const SIGNS = ['OpusTags', '\x03vorbis', '\x81theora', 'OVP80\x02 ']
/** These write their comments on the second page without a sign before them. */
const UNSIGNED = /^(Speex {3}|CELT {4})/
const FLAC = '\x7fFLAC'

/** Of one stream, before its sound; `first` is how long its first page is. True where something was written. */
export function blankComments(head: Buffer, first: number): boolean {
  const kind = head.toString('latin1', 0, 8)
  if (kind.startsWith(FLAC)) return blankFlac(head, first)
  if (UNSIGNED.test(kind)) return blankFrom(head, first)
  const places = SIGNS.map((sign) => ({ at: head.indexOf(sign, 0, 'latin1'), length: sign.length }))
  return places.filter(({ at, length }) => at >= 0 && blankFrom(head, at + length)).length > 0
}

/** The maker's name, how many, and each with its length; what stands before a "=" says only what it is. */
function blankFrom(head: Buffer, start: number): boolean {
  let place = start
  const read = () => (place + 4 <= head.length ? head.readUInt32LE(place) : 0)
  place += 4 + read()
  const count = read()
  place += 4
  for (let each = 0; each < count && place + 4 <= head.length; each++) {
    const end = Math.min(head.length, place + 4 + read())
    const is = head.indexOf('=', place + 4)
    head.fill(0x20, is >= 0 && is < end ? is + 1 : place + 4, end)
    place = end
  }
  return true
}

const PADDING = 1
const COMMENTS = 4
/** Of a program, and pictures. */
const TELLING = new Set([2, 6])

/** Behind its first page a FLAC in an Ogg has the blocks it has as a file of its own. */
function blankFlac(head: Buffer, first: number): boolean {
  for (let at = first; at + 4 <= head.length; ) {
    const kind = head.readUInt8(at)
    const end = at + 4 + head.readUIntBE(at + 1, 3)
    if (end > head.length) throw new FileRefused('file-truncated')
    if ((kind & 0x7f) === COMMENTS) blankFrom(head.subarray(0, end), at + 4)
    if (TELLING.has(kind & 0x7f)) {
      head[at] = (kind & 0x80) | PADDING
      head.fill(0, at + 4, end)
    }
    if (kind & 0x80) return true
    at = end
  }
  throw new FileRefused('file-truncated')
}
