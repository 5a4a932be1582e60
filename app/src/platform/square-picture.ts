import { lookAtBytes } from './media-apart.ts'
import { type FileProblem, FileRefused } from './media-file.ts'
import { inTurn } from './uploads.ts'

/** Why a picture cannot stand for an organization, with the figures its sentence names. */
export interface PictureRefused {
  readonly because: 'unreadable' | 'square' | 'heavy' | 'moving' | 'tooMuch'
  readonly values: Readonly<Record<string, string | number>>
}
const MOST_BYTES = 512 * 1024
const BECAUSE: Partial<Record<FileProblem, PictureRefused['because']>> = {
  'picture-not-square': 'square',
  'picture-moves': 'moving',
  'file-too-heavy': 'tooMuch',
}

/** Made anew by a program apart from the server, one picture of a person after the other. */
export async function squarePicture(
  bytes: Uint8Array,
  { folder, id, personId }: { readonly folder: string; readonly id: string; readonly personId: string },
): Promise<{ readonly png: Uint8Array } | PictureRefused> {
  if (bytes.length > MOST_BYTES) return { because: 'heavy', values: { kilobytes: Math.ceil(bytes.length / 1024) } }
  const task = { work: 'square', ending: 'png', picture: true, folder, name: id } as const
  try {
    const { made } = await inTurn(personId, () => lookAtBytes(bytes, task))
    return { png: made }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { because: BECAUSE[error.because] ?? 'unreadable', values: error.values }
  }
}
