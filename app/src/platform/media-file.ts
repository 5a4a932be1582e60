import { fstatSync, readSync, writeSync } from 'node:fs'

export const FILE_PROBLEMS = [
  'file-empty',
  'file-not-taken',
  'file-renamed',
  'file-truncated',
  'file-locked',
  'file-names-author',
  'file-many-pictures',
  'file-heic',
  'file-old-office',
  'file-unreadable',
  'file-too-heavy',
  'file-text-encoding',
  'text-file-too-long',
  'picture-too-big',
  'picture-not-square',
  'picture-moves',
] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]

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
  /** Of a page: whether it asks for a password, and how many words it holds. */
  readonly signInForm?: boolean
  readonly words?: number
}

/** A file by its descriptor: whoever looks into it was handed the open file, and knows no path. */
export class OpenFile {
  readonly #descriptor: number
  constructor(descriptor: number) {
    this.#descriptor = descriptor
  }

  get size(): number {
    return fstatSync(this.#descriptor).size
  }

  /** Up to `length` bytes from a place; fewer at the end of the file. */
  at(from: number, length: number): Buffer {
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, this.size - from)))
    let done = 0
    for (let read = 1; read > 0 && done < bytes.length; done += read)
      read = readSync(this.#descriptor, bytes, done, bytes.length - done, from + done)
    return bytes.subarray(0, done)
  }

  write(bytes: Uint8Array, at: number): void {
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.#descriptor, bytes, done, bytes.length - done, at + done)
  }

  /** Its room stays, so that no other place in the file moves. */
  blank(from: number, to: number): void {
    for (let place = from; place < to; place += BLANK.length)
      this.write(BLANK.subarray(0, Math.min(BLANK.length, to - place)), place)
  }
}
const BLANK = new Uint8Array(65_536)

/** What is looked at, and where its clean copy may be written. */
export interface Given {
  readonly file: OpenFile
  readonly copy: OpenFile
  readonly size: number
}
/** What came of it: nothing to say, another type, facts, or a copy that is kept in place of the file. */
export interface Result {
  readonly copied?: boolean
  readonly mediaType?: string
  readonly facts?: Found
}
