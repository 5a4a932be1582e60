import { createReadStream, statSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { type Locale, textIn } from '../text.ts'

export const MIB = 1_048_576

export interface Reading {
  readonly file: string
  /** Bytes. */
  readonly most: number
  /** What to say when there are more. */
  readonly tooLarge: string
  readonly locale: Locale
}

/** The bytes of a file: asked for its size first, and read no further even where it cannot tell. */
export async function readAtMost({ file, most, tooLarge, locale }: Reading): Promise<Uint8Array> {
  const size = orUnreadable(file, locale, () => statSync(file).size)
  const bytes = size > most ? null : await buffer(createReadStream(file, { end: most })).catch(unreadable(file, locale))
  if (bytes === null || bytes.length > most)
    throw new OperatorProblem(textIn(locale, tooLarge, { file, most: most / MIB }))
  return new Uint8Array(bytes)
}

export function orUnreadable<T>(path: string, locale: Locale, read: () => T): T {
  try {
    return read()
  } catch (error) {
    return unreadable(path, locale)(error)
  }
}

function unreadable(file: string, locale: Locale): (error: unknown) => never {
  return (error) => {
    const { code } = error as { code?: string }
    throw new OperatorProblem(textIn(locale, 'cli.unreadable', { file, code }))
  }
}
