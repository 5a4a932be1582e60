import { FileRefused } from './media-file.ts'

/** Families of bytes that are taken as evidence; a name's ending and the content must be of the same one. */
export type Family =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'pdf'
  | 'office'
  | 'text'
  | 'mp4'
  | 'webm'
  | 'mp3'
  | 'wav'
  | 'ogg'
  | 'flac'

export interface FileKind {
  readonly kind: 'file' | 'image' | 'audio' | 'video'
  readonly mediaType: string
  readonly families: readonly Family[]
}

// Phones write one picture format under the name of another; all of them are written anew, so the name may differ.
const PICTURES: readonly Family[] = ['jpeg', 'png', 'webp', 'gif', 'avif']
function picture(mediaType: string): FileKind {
  return { kind: 'image', mediaType, families: PICTURES }
}
function office(name: string): FileKind {
  return { kind: 'file', mediaType: `application/vnd.${name}`, families: ['office'] }
}
const MS = 'openxmlformats-officedocument'

/** The closed list. What is not in it is not taken, whatever the browser calls it. */
const BY_ENDING: Readonly<Record<string, FileKind>> = {
  jpg: picture('image/jpeg'),
  jpeg: picture('image/jpeg'),
  png: picture('image/png'),
  webp: picture('image/webp'),
  gif: picture('image/gif'),
  avif: picture('image/avif'),
  pdf: { kind: 'file', mediaType: 'application/pdf', families: ['pdf'] },
  docx: office(`${MS}.wordprocessingml.document`),
  xlsx: office(`${MS}.spreadsheetml.sheet`),
  pptx: office(`${MS}.presentationml.presentation`),
  odt: office('oasis.opendocument.text'),
  ods: office('oasis.opendocument.spreadsheet'),
  odp: office('oasis.opendocument.presentation'),
  txt: { kind: 'file', mediaType: 'text/plain; charset=utf-8', families: ['text'] },
  md: { kind: 'file', mediaType: 'text/plain; charset=utf-8', families: ['text'] },
  csv: { kind: 'file', mediaType: 'text/csv; charset=utf-8', families: ['text'] },
  mp4: { kind: 'video', mediaType: 'video/mp4', families: ['mp4'] },
  m4v: { kind: 'video', mediaType: 'video/mp4', families: ['mp4'] },
  mov: { kind: 'video', mediaType: 'video/quicktime', families: ['mp4'] },
  webm: { kind: 'video', mediaType: 'video/webm', families: ['webm'] },
  mp3: { kind: 'audio', mediaType: 'audio/mpeg', families: ['mp3'] },
  m4a: { kind: 'audio', mediaType: 'audio/mp4', families: ['mp4'] },
  wav: { kind: 'audio', mediaType: 'audio/wav', families: ['wav'] },
  ogg: { kind: 'audio', mediaType: 'audio/ogg', families: ['ogg'] },
  oga: { kind: 'audio', mediaType: 'audio/ogg', families: ['ogg'] },
  opus: { kind: 'audio', mediaType: 'audio/ogg', families: ['ogg'] },
  weba: { kind: 'audio', mediaType: 'audio/webm', families: ['webm'] },
  flac: { kind: 'audio', mediaType: 'audio/flac', families: ['flac'] },
}

/** For the browser's picker. */
export const ACCEPTED_ENDINGS = Object.keys(BY_ENDING).map((ending) => `.${ending}`)

export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name.trim())?.[1]?.toLowerCase() ?? ''
}

/** What a file of this name would be; nothing when such files are not taken. */
function kindByName(name: string): FileKind | undefined {
  const ending = endingOf(name)
  return Object.hasOwn(BY_ENDING, ending) ? BY_ENDING[ending] : undefined
}

/** Refuses by the name alone, before a byte is sent. */
export function insistName(name: string): FileKind {
  const kind = kindByName(name)
  if (kind) return kind
  const ending = endingOf(name)
  if (/^hei[cf]$/.test(ending)) throw new FileRefused('file-heic')
  if (/^(doc|xls|ppt)$/.test(ending)) throw new FileRefused('file-old-office', { ending })
  throw new FileRefused('file-not-taken', { ending: ending || '–' })
}

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)))

const SIGNS: readonly (readonly [Family | 'heic' | 'oldOffice', (bytes: Uint8Array) => boolean])[] = [
  ['jpeg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff],
  ['png', (bytes) => ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['gif', (bytes) => /^GIF8[79]a/.test(ascii(bytes, 0, 6))],
  ['webp', (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP'],
  ['wav', (bytes) => ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WAVE'],
  ['pdf', (bytes) => ascii(bytes, 0, 5) === '%PDF-'],
  ['office', (bytes) => ascii(bytes, 0, 4) === 'PK\x03\x04'],
  ['oldOffice', (bytes) => ascii(bytes, 0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['avif', (bytes) => ascii(bytes, 4, 8) === 'ftyp' && /^avi[fs]$/.test(ascii(bytes, 8, 12))],
  ['heic', (bytes) => ascii(bytes, 4, 8) === 'ftyp' && /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(ascii(bytes, 8, 12))],
  ['mp4', (bytes) => ascii(bytes, 4, 8) === 'ftyp' || /^(moov|mdat|wide)$/.test(ascii(bytes, 4, 8))],
  ['webm', (bytes) => ascii(bytes, 0, 4) === '\x1a\x45\xdf\xa3'],
  ['ogg', (bytes) => ascii(bytes, 0, 4) === 'OggS'],
  ['flac', (bytes) => ascii(bytes, 0, 4) === 'fLaC'],
  ['mp3', (bytes) => ascii(bytes, 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)],
]

/** The family by fixed places in the first bytes; no loop over the content, so nothing can make it run on. */
export function familyOf(head: Uint8Array): Family | 'heic' | 'oldOffice' | null {
  const sign = SIGNS.find(([, matches]) => matches(head))
  if (sign) return sign[0]
  return head.length > 0 && !head.includes(0) ? 'text' : null
}
