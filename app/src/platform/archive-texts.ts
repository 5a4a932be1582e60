import { Invalid } from '../lib/refusal.ts'
import { listEntries, type Source, type ZipEntry } from './media-zip.ts'
import { Room, unpack } from './media-zip-copy.ts'

/** One file of what was sent: its text, or why it cannot be read. */
export interface SentText {
  readonly name: string
  readonly text?: string
  readonly problem?: 'file_too_large' | 'not_text' | 'file_kind'
}

const MOST_FILES = 500
const MOST_BYTES = 262_144
/** All files of an archive together, unpacked. */
const MOST_UNPACKED = 67_108_864
const KIND = /\.(ya?ml|json)$/i
/** What packers of some systems add by themselves. */
const OWN = /(^|\/)(__MACOSX\/|\._|\.DS_Store$)/

/** The texts of one file, or of an archive of files. Nothing is written to disk; a name is a label and no path. */
export function textsOf(name: string, bytes: Uint8Array): SentText[] {
  if (!isArchive(bytes)) return [textOf(name, bytes)]
  const source: Source = { size: bytes.length, at: (from, length) => bytes.subarray(from, from + length) }
  const entries = listEntries(source).filter((entry) => !nameOf(entry).endsWith('/') && !OWN.test(nameOf(entry)))
  if (entries.length > MOST_FILES) throw new Invalid('archive-too-many', {}, { most: MOST_FILES })
  const room = new Room(MOST_UNPACKED)
  return entries.map((entry) => {
    const own = nameOf(entry)
    if (!KIND.test(own)) return { name: own, problem: 'file_kind' }
    if (entry.unpacked > MOST_BYTES) return { name: own, problem: 'file_too_large' }
    return textOf(own, unpack(source, entry, room))
  })
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

function nameOf({ name }: ZipEntry): string {
  return new TextDecoder().decode(name)
}

function textOf(name: string, bytes: Uint8Array): SentText {
  if (!KIND.test(name)) return { name, problem: 'file_kind' }
  if (bytes.length > MOST_BYTES) return { name, problem: 'file_too_large' }
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { name, problem: 'not_text' }
  }
}
