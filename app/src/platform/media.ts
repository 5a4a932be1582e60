import { type FileHandle, open, stat } from 'node:fs/promises'
import { bytesAt, FileRefused, type Found } from './media-file.ts'
import { endingOf, type Family, type FileKind, familyOf, kindByName } from './media-kinds.ts'
import { cleanMovie } from './media-movie.ts'
import { cleanOffice } from './media-office.ts'
import { checkPdf } from './media-pdf.ts'
import { cleanPicture } from './media-picture.ts'
import { cleanFlac, cleanMp3, cleanOgg, cleanWav } from './media-sound.ts'
import { cleanWebm } from './media-webm.ts'

export interface Looked extends Pick<FileKind, 'kind' | 'mediaType'> {
  /** Where the bytes lie that are kept: the file itself, or its clean copy beside it. */
  readonly path: string
  readonly facts: Found
}

const HEAD = 4_096

/** Refuses by the name alone, before a byte is sent. */
export function insistName(name: string): FileKind {
  const kind = kindByName(name)
  if (kind) return kind
  const ending = endingOf(name)
  if (/^hei[cf]$/.test(ending)) throw new FileRefused('file-heic')
  if (/^(doc|xls|ppt)$/.test(ending)) throw new FileRefused('file-old-office', { ending })
  throw new FileRefused('file-not-taken', { ending: ending || '–' })
}

/** Type by content and ending together; what tells where and by whom it was made is taken out of pictures and films. */
export async function lookAt(path: string, name: string): Promise<Looked> {
  const wanted = insistName(name)
  const { size } = await stat(path)
  if (size === 0) throw new FileRefused('file-empty')
  const handle = await open(path, 'r+')
  try {
    const family = sameFamily(familyOf(await bytesAt(handle, 0, HEAD)), wanted, endingOf(name))
    return { ...wanted, path, facts: {}, ...(await LOOKS[family]({ handle, path, size, wanted })) }
  } finally {
    await handle.close()
  }
}

function sameFamily(found: ReturnType<typeof familyOf>, wanted: FileKind, ending: string): Family {
  if (found === 'heic') throw new FileRefused('file-heic')
  // An Office file with a password is wrapped in the old container.
  if (found === 'oldOffice')
    throw new FileRefused(wanted.families.includes('office') ? 'file-locked' : 'file-renamed', { ending })
  if (found === null) throw new FileRefused('file-unreadable')
  if (!wanted.families.includes(found)) throw new FileRefused('file-renamed', { ending })
  return found
}

interface Look {
  readonly handle: FileHandle
  readonly path: string
  readonly size: number
  readonly wanted: FileKind
}
type Result = Partial<Pick<Looked, 'path' | 'mediaType' | 'facts'>>

const LOOKS: Readonly<Record<Family, (look: Look) => Promise<Result>>> = {
  jpeg: cleanPicture,
  png: cleanPicture,
  webp: cleanPicture,
  gif: cleanPicture,
  avif: cleanPicture,
  pdf: checkPdf,
  office: cleanOffice,
  mp4: cleanMovie,
  text: checkText,
  webm: cleanWebm,
  mp3: cleanMp3,
  wav: cleanWav,
  ogg: cleanOgg,
  flac: cleanFlac,
}

/** Larger than this, a text could not be shown with its names covered. */
const MOST_TEXT = 200_000

async function checkText({ handle, size, wanted }: Look): Promise<Result> {
  if (size > MOST_TEXT && wanted.mediaType.startsWith('text/plain')) throw new FileRefused('text-file-too-long')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const part of handle.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Uint8Array>)
      if (decoder.decode(part, { stream: true }).includes('\0')) throw new FileRefused('file-unreadable')
    decoder.decode()
  } catch (error) {
    throw error instanceof TypeError ? new FileRefused('file-text-encoding') : error
  }
  return {}
}
