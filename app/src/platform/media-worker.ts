import { writeSync } from 'node:fs'
import { setPriority } from 'node:os'
import { isFull } from './disk-room.ts'
import { FileRefused, type Given, OpenFile, type Result } from './media-file.ts'
import { look } from './media-look.ts'
import { wordsOfPage } from './media-page.ts'
import { squareFrom } from './media-square.ts'

const WORKS: Readonly<Record<string, (given: Given, name: string) => Result | Promise<Result>>> = {
  evidence: look,
  square: squareFrom,
  page: wordsOfPage,
}

/** A program of its own: looks into the one file it was handed as descriptor 3, writes at most its clean copy to 4, says what came of it. */
async function answer(work: string, name: string): Promise<object> {
  const file = new OpenFile(3)
  try {
    const looked = await WORKS[work]?.({ file, copy: new OpenFile(4), size: file.size }, name)
    return looked ? { looked } : { fault: `no work is called ${work}` }
  } catch (error) {
    if (error instanceof FileRefused) return { refused: error.because, values: error.values }
    if (error instanceof RangeError) return { refused: 'file-too-heavy', values: {} }
    if (isFull(error)) return { full: true }
    return { fault: String(error instanceof Error ? error.stack : error).slice(0, 4_000) }
  }
}

// Whoever waits for a page comes first.
setPriority(5)
const [, , work = '', name = ''] = process.argv
void answer(work, name).then((said) => writeSync(1, JSON.stringify(said)))
