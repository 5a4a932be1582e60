import type { FileHandle } from 'node:fs/promises'
import { bytesAt, FileRefused } from './media-file.ts'
import { blankNames } from './media-pdf-names.ts'

const TAIL = 2_048
/** The last dictionary of a PDF stands at the place its last line names; this much of it is read. */
const DICTIONARY = 4_194_304

/** Whole, and without a lock: the last dictionary says whether the content is encrypted. */
export async function checkPdf({ handle, size }: { handle: FileHandle; size: number }): Promise<object> {
  const tail = latin(await bytesAt(handle, Math.max(0, size - TAIL), TAIL))
  const place = Number(
    /startxref\s+(\d{1,15})\s+%%EOF/.exec(tail.slice(tail.lastIndexOf('startxref')))?.[1] ?? Number.NaN,
  )
  if (!(place > 0 && place < size)) throw new FileRefused('file-truncated')
  const rest = latin(await bytesAt(handle, place, DICTIONARY))
  const end = /\bstream\b|\bstartxref\b/.exec(rest)?.index ?? rest.length
  if (/\/Encrypt\b/.test(rest.slice(0, end))) throw new FileRefused('file-locked')
  const bytes = Buffer.from(await bytesAt(handle, 0, size))
  if (blankNames(bytes)) await handle.write(bytes, 0, bytes.length, 0)
  return {}
}

/** A document that is at hand already; null when it is locked, or when its author cannot be taken out. */
export function pdfWithoutNames(document: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(document)
  try {
    if (/\/Encrypt\b/.test(latin(bytes))) return null
    blankNames(bytes)
    return bytes
  } catch (error) {
    if (error instanceof FileRefused) return null
    throw error
  }
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
