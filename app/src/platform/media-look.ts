import { FileRefused, type Given, type Result } from './media-file.ts'
import { endingOf, type Family, type FileKind, familyOf, insistName } from './media-kinds.ts'
import { cleanMovie } from './media-movie.ts'
import { cleanOffice } from './media-office.ts'
import { cleanOgg } from './media-ogg.ts'
import { checkPdf } from './media-pdf.ts'
import { cleanPicture } from './media-picture.ts'
import { cleanFlac, cleanMp3, cleanWav } from './media-sound.ts'
import { cleanWebm } from './media-webm.ts'

const HEAD = 4_096

/** Type by content and ending together; what tells where and by whom it was made is taken out. */
export async function look(given: Given, name: string): Promise<Result> {
  const wanted = insistName(name)
  const family = sameFamily(familyOf(given.file.at(0, HEAD)), wanted, endingOf(name))
  return await LOOKS[family]({ ...given, wanted })
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

interface Look extends Given {
  readonly wanted: FileKind
}

const LOOKS: Readonly<Record<Family, (look: Look) => Result | Promise<Result>>> = {
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
const PIECE = 65_536

function checkText({ file, size, wanted }: Look): Result {
  if (size > MOST_TEXT && wanted.mediaType.startsWith('text/plain')) throw new FileRefused('text-file-too-long')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for (let at = 0; at < size; at += PIECE)
      if (decoder.decode(file.at(at, PIECE), { stream: true }).includes('\0')) throw new FileRefused('file-unreadable')
    decoder.decode()
  } catch (error) {
    throw error instanceof TypeError ? new FileRefused('file-text-encoding') : error
  }
  return {}
}
