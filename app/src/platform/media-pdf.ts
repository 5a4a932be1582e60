import { FileRefused, type Given, type Result } from './media-file.ts'
import { blankNames } from './media-pdf-names.ts'

const TAIL = 2_048
/** The last dictionary of a PDF stands at the place its last line names; this much of it is read. */
const DICTIONARY = 4_194_304

/** Whole, and without a lock: the last dictionary says whether the content is encrypted. */
export function checkPdf({ file, size }: Given): Result {
  const tail = latin(file.at(Math.max(0, size - TAIL), TAIL))
  const place = Number(
    /startxref\s+(\d{1,15})\s+%%EOF/.exec(tail.slice(tail.lastIndexOf('startxref')))?.[1] ?? Number.NaN,
  )
  if (!(place > 0 && place < size)) throw new FileRefused('file-truncated')
  const rest = latin(file.at(place, DICTIONARY))
  const end = /\bstream\b|\bstartxref\b/.exec(rest)?.index ?? rest.length
  if (/\/Encrypt\b/.test(rest.slice(0, end))) throw new FileRefused('file-locked')
  const bytes = file.at(0, size)
  if (blankNames(bytes)) file.write(bytes, 0)
  return {}
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
