import { open, rm } from 'node:fs/promises'
import { lookApart } from './media-apart.ts'
import { FileRefused, type Found } from './media-file.ts'
import { endingOf, type FileKind, insistName } from './media-kinds.ts'

export interface Looked extends Pick<FileKind, 'kind' | 'mediaType'> {
  /** Where the bytes lie that are kept: the file itself, or its clean copy beside it. */
  readonly path: string
  readonly facts: Found
}

/** Type by content and ending together; what tells where and by whom it was made is taken out, by a program apart from the server. */
export async function lookAt(path: string, name: string): Promise<Looked> {
  const wanted = insistName(name)
  const file = await open(path, 'r+')
  const copy = await open(`${path}.clean`, 'w+', 0o600).catch(async (error: unknown) => {
    await file.close()
    throw error
  })
  let copied = false
  try {
    if ((await file.stat()).size === 0) throw new FileRefused('file-empty')
    const task = { work: 'evidence', ending: endingOf(name), picture: wanted.kind === 'image' } as const
    const { copied: made = false, ...looked } = await lookApart({ file, copy }, task)
    copied = made
    return { ...wanted, facts: {}, ...looked, path: copied ? `${path}.clean` : path }
  } finally {
    await Promise.all([file.close(), copy.close()])
    if (!copied) await rm(`${path}.clean`, { force: true })
  }
}
