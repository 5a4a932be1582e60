import type { FileHandle } from 'node:fs/promises'

export type FileProblem =
  | 'file-empty'
  | 'file-not-taken'
  | 'file-renamed'
  | 'file-truncated'
  | 'file-locked'
  | 'file-names-author'
  | 'file-heic'
  | 'file-old-office'
  | 'file-unreadable'
  | 'file-text-encoding'
  | 'text-file-too-long'
  | 'picture-too-big'

/** A file that cannot be evidence as it is; the sentence for it says what to do. */
export class FileRefused extends Error {
  override name = 'FileRefused'
  readonly because: FileProblem
  readonly values: Readonly<Record<string, string>>
  constructor(because: FileProblem, values: Readonly<Record<string, string>> = {}) {
    super(because)
    this.because = because
    this.values = values
  }
}

/** What was found out while looking. */
export interface Found {
  readonly seconds?: number
  readonly audioTrack?: boolean
  readonly shortSide?: number
}
/** Up to `length` bytes from a place; fewer at the end of the file. */
export async function bytesAt(handle: FileHandle, from: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length)
  const { bytesRead } = await handle.read(buffer, 0, length, from)
  return buffer.subarray(0, bytesRead)
}
