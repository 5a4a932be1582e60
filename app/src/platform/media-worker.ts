import { writeSync } from 'node:fs'
import { setPriority } from 'node:os'
import { FileRefused, OpenFile } from './media-file.ts'
import { look } from './media-look.ts'

/** A program of its own: looks into the one file it was handed as descriptor 3, writes at most its clean copy to 4, says what came of it. */
async function answer(name: string): Promise<object> {
  const file = new OpenFile(3)
  try {
    return { looked: await look({ file, copy: new OpenFile(4), size: file.size }, name) }
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.because, values: error.values }
    if (error instanceof RangeError) return { refused: 'file-too-heavy', values: {} }
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return { full: true }
    return { fault: String(error instanceof Error ? error.stack : error).slice(0, 4_000) }
  }
}

// Whoever waits for a page comes first.
setPriority(5)
void answer(process.argv[2] ?? '').then((said) => writeSync(1, JSON.stringify(said)))
