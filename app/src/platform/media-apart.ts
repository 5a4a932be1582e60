import { type FileHandle, mkdir, open, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as z from 'zod'
import { programAt, runApart } from './apart.ts'
import { RateLimited, TookTooLong } from './failure.ts'
import { FILE_PROBLEMS, FileRefused } from './media-file.ts'

const PATIENCE_MS = 40_000
const PLACES = 2
const MOST_WAITING = 16

/** What the program that looked may say; whatever else comes from there is not believed. */
const Answer = z.union([
  z.strictObject({
    looked: z.strictObject({
      copied: z.boolean().optional(),
      mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']).optional(),
      facts: z
        .strictObject({
          seconds: z.number().nonnegative().optional(),
          audioTrack: z.boolean().optional(),
          shortSide: z.int().positive().optional(),
          signInForm: z.boolean().optional(),
          words: z.int().nonnegative().optional(),
        })
        .optional(),
    }),
  }),
  z.strictObject({ refused: z.enum(FILE_PROBLEMS), values: z.record(z.string().max(20), z.string().max(20)) }),
  z.strictObject({ full: z.literal(true) }),
  z.strictObject({ fault: z.string() }),
])
type Looked = Extract<z.infer<typeof Answer>, { looked: unknown }>['looked']

/** The file that is looked at, and an empty one for its clean copy. */
export type Pair = Readonly<Record<'file' | 'copy', FileHandle>>
export interface Task {
  readonly work: 'evidence' | 'square' | 'page'
  readonly ending: string
  /** Read with the library for pictures. */
  readonly picture: boolean
}

/** One process for one file, two of them at a time; who would wait for too many others is asked to come back. */
export async function lookApart(pair: Pair, task: Task): Promise<Looked> {
  const answer = Answer.parse(JSON.parse(await inPlace(() => saidOf(pair, task))))
  if ('looked' in answer) return answer.looked
  if ('refused' in answer) throw new FileRefused(answer.refused, answer.values)
  if ('full' in answer) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' })
  throw new Error('a file could not be looked at', { cause: answer.fault })
}

async function saidOf({ file, copy }: Pair, { work, ending, picture }: Task): Promise<string> {
  const outcome = await runApart({
    program: await programAt('media-worker'),
    words: [work, `.${ending}`],
    files: [file.fd, copy.fd],
    packages: picture ? packages() : null,
    patienceMs: PATIENCE_MS,
  })
  if ('said' in outcome) return outcome.said
  throw outcome.ended === 'late' ? new TookTooLong('file-not-reached') : new FileRefused('file-too-heavy')
}

/** Looks at bytes that lie in no file yet, and gives what was made of them; of both, no name stays on the disk. */
export async function lookAtBytes(
  bytes: Uint8Array,
  { folder, name, ...task }: Task & { readonly folder: string; readonly name: string },
): Promise<Looked & { readonly made: Uint8Array }> {
  const pair: FileHandle[] = []
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const ending of ['bytes', 'made']) pair.push(await unnamed(join(folder, `.${name}.${ending}`)))
    const [file, copy] = pair as [FileHandle, FileHandle]
    await file.writeFile(bytes)
    const looked = await lookApart({ file, copy }, task)
    const made = new Uint8Array((await copy.stat()).size)
    await copy.read(made, 0, made.length, 0)
    return { ...looked, made }
  } finally {
    await Promise.all(pair.map((each) => each.close()))
  }
}

async function unnamed(path: string): Promise<FileHandle> {
  const file = await open(path, 'wx+', 0o600)
  await rm(path)
  return file
}

/** The folder of packages from which pictures are read. */
function packages(): string {
  const place = createRequire(import.meta.url).resolve('sharp')
  return place.slice(0, place.lastIndexOf('node_modules') + 'node_modules'.length)
}

let busy = 0
const waiting: (() => void)[] = []

async function inPlace<Made>(work: () => Promise<Made>): Promise<Made> {
  if (waiting.length >= MOST_WAITING) throw new RateLimited(20, 'files-waiting')
  if (busy >= PLACES) await new Promise<void>((go) => waiting.push(go))
  else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}
