import { Invalid } from '../lib/refusal.ts'
import { listEntries, type Source, type ZipEntry } from './media-zip.ts'
import { Room, unpack } from './media-zip-copy.ts'

/** One file of what was sent: its text, or why it cannot be read. */
export interface SentText {
  readonly name: string
  readonly text?: string
  readonly problem?: 'file_too_large' | 'not_text' | 'file_kind' | 'not_zip' | 'zip_inside'
}

/** In all that is sent at once. */
const MOST_FILES = 500
const MOST_BYTES = 262_144
/** All archives together, unpacked. */
const MOST_UNPACKED = 67_108_864
const ZIP = /\.zip$/i
const KIND = /\.(ya?ml|json)$/i
/** What packers of some systems add by themselves. */
const OWN = /(^|\/)(__MACOSX\/|\._|\.DS_Store$)/

export interface SentFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The texts of files and of archives of files. Nothing is written to disk; a name is a label and no path. */
export function textsOf(sent: readonly SentFile[]): SentText[] {
  const room = new Room(MOST_UNPACKED)
  const texts: SentText[] = []
  for (const file of sent)
    texts.push(...(isArchive(file.bytes) ? packed(file, { room, before: texts.length }) : [loose(file)]))
  insistFew(texts.length)
  if (texts.length === 0) throw new Invalid('archive-empty', { file: 'refusal.archive-empty' })
  return texts
}

function packed({ bytes }: SentFile, { room, before }: { room: Room; before: number }): SentText[] {
  const source: Source = { size: bytes.length, at: (from, length) => bytes.subarray(from, from + length) }
  const entries = listEntries(source).filter((entry) => !nameOf(entry).endsWith('/') && !OWN.test(nameOf(entry)))
  insistFew(before + entries.length)
  return entries.map((entry) => {
    const name = nameOf(entry)
    if (ZIP.test(name)) return { name, problem: 'zip_inside' }
    if (!KIND.test(name)) return { name, problem: 'file_kind' }
    if (entry.unpacked > MOST_BYTES) return { name, problem: 'file_too_large' }
    return textOf({ name, bytes: unpack(source, entry, room) })
  })
}

function insistFew(count: number): void {
  if (count > MOST_FILES)
    throw new Invalid('archive-too-many', { file: 'refusal.archive-too-many' }, { most: MOST_FILES })
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

function nameOf({ name }: ZipEntry): string {
  return new TextDecoder().decode(name)
}

/** A ZIP by its name alone is none. */
function loose(file: SentFile): SentText {
  return ZIP.test(file.name) ? { name: file.name, problem: 'not_zip' } : textOf(file)
}

function textOf({ name, bytes }: SentFile): SentText {
  if (!KIND.test(name)) return { name, problem: 'file_kind' }
  if (bytes.length > MOST_BYTES) return { name, problem: 'file_too_large' }
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { name, problem: 'not_text' }
  }
}
