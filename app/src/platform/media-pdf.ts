import { FileRefused, type Given, type OpenFile, type Result } from './media-file.ts'
import { blankNames } from './media-pdf-names.ts'

/** Servers send more behind a document than it had; its end is looked for in this much. */
const TAIL = 65_536
/** The last dictionary of a PDF stands at the place its last line names; this much of it is read. */
const DICTIONARY = 4_194_304

/** Whole, and without a lock: the last dictionary says whether the content is encrypted. */
export function checkPdf({ file, size }: Given): Result {
  const place = lastTable(file, size)
  if (place === null) throw new FileRefused('file-truncated')
  const rest = latin(file.at(place, DICTIONARY))
  const end = /\bstream\b|\bstartxref\b/.exec(rest)?.index ?? rest.length
  if (/\/Encrypt\b/.test(rest.slice(0, end))) throw new FileRefused('file-locked')
  const bytes = file.at(0, size)
  if (blankNames(bytes)) file.write(bytes, 0)
  return {}
}

/**
 * Where the last table of places begins; null when the document broke off before it. A document made for the web names
 * place 0 in its first part, so that what arrives of it without its second part is not taken for whole.
 */
function lastTable(file: OpenFile, size: number): number | null {
  const tail = latin(file.at(Math.max(0, size - TAIL), TAIL))
  const last = tail.lastIndexOf('startxref')
  const found = last < 0 ? null : /^startxref\s{1,9}(\d{1,15})(\s{1,9}%%EOF)?/.exec(tail.slice(last, last + 60))
  const place = Number(found?.[1] ?? 0)
  if (!found || place <= 0 || place >= size) return null
  // An addition that broke off.
  if (/\d\s{1,3}\d{1,5}\s{1,3}obj\b/.test(tail.slice(last + found[0].length))) return null
  return found[2] !== undefined || beginsTable(file, place) ? place : null
}

/** Some programs leave out the last line of all; then the place it follows must be that of a table. */
function beginsTable(file: OpenFile, place: number): boolean {
  const [head = ''] = latin(file.at(place, TAIL)).split(/\bstream\b/, 1)
  return (
    /^\s{0,4}xref\s/.test(head) || (/^\s{0,4}\d{1,10}\s{1,3}\d{1,5}\s{1,3}obj\b/.test(head) && head.includes('/XRef'))
  )
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
