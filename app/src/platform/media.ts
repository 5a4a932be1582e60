import { type FileHandle, open, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import * as z from 'zod'
import { programAt, runApart } from './apart.ts'
import { RateLimited, TookTooLong } from './failure.ts'
import { FILE_PROBLEMS, FileRefused, type Found } from './media-file.ts'
import { endingOf, type FileKind, insistName } from './media-kinds.ts'

export interface Looked extends Pick<FileKind, 'kind' | 'mediaType'> {
  /** Where the bytes lie that are kept: the file itself, or its clean copy beside it. */
  readonly path: string
  readonly facts: Found
}

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
        })
        .optional(),
    }),
  }),
  z.strictObject({ refused: z.enum(FILE_PROBLEMS), values: z.record(z.string().max(20), z.string().max(20)) }),
  z.strictObject({ full: z.literal(true) }),
  z.strictObject({ fault: z.string() }),
])

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
    const { copied: made = false, ...looked } = await inPlace(() => lookApart({ file, copy }, { name, wanted }))
    copied = made
    return { ...wanted, facts: {}, ...looked, path: copied ? `${path}.clean` : path }
  } finally {
    await Promise.all([file.close(), copy.close()])
    if (!copied) await rm(`${path}.clean`, { force: true })
  }
}

async function lookApart(
  { file, copy }: Readonly<Record<'file' | 'copy', FileHandle>>,
  { name, wanted }: { name: string; wanted: FileKind },
) {
  const outcome = await runApart({
    program: await programAt('media-worker'),
    words: [`.${endingOf(name)}`],
    files: [file.fd, copy.fd],
    packages: wanted.kind === 'image' ? packages() : null,
    patienceMs: PATIENCE_MS,
  })
  if (!('said' in outcome)) throw outcome.ended === 'late' ? new TookTooLong() : new FileRefused('file-too-heavy')
  const answer = Answer.parse(JSON.parse(outcome.said))
  if ('looked' in answer) return answer.looked
  if ('refused' in answer) throw new FileRefused(answer.refused, answer.values)
  if ('full' in answer) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' })
  throw new Error('a file could not be looked at', { cause: answer.fault })
}

/** The folder of packages from which pictures are read. */
function packages(): string {
  const place = createRequire(import.meta.url).resolve('sharp')
  return place.slice(0, place.lastIndexOf('node_modules') + 'node_modules'.length)
}

let busy = 0
const waiting: (() => void)[] = []

/** Two at a time; who would wait for too many others is asked to come back, and what was sent stays. */
async function inPlace<Made>(work: () => Promise<Made>): Promise<Made> {
  if (waiting.length >= MOST_WAITING) throw new RateLimited(20)
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
