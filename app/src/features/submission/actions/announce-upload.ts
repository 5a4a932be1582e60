import { Conflict, Invalid } from '../../../lib/refusal.ts'
import { insistDiskRoom } from '../../../platform/disk-room.ts'
import { FileRefused } from '../../../platform/media-file.ts'
import { insistName } from '../../../platform/media-kinds.ts'
import { forgetArrival } from '../../../platform/uploads.ts'
import { listLapsedUploads, lockRoom, storedBy, storedIn } from '../reads/inbox.ts'
import { displayName } from '../rules/display-name.ts'
import { EVIDENCE_LIMITS, type LimitRefusal, MOST_BYTES, mayAdd } from '../rules/limits.ts'
import { deleteUpload, insertUpload } from '../writes/inbox.ts'
import { ownWork, type Tx, type World } from './world.ts'

const DAY = 86_400_000
const GIB = 1024 ** 3

export interface Announced {
  readonly name: string
  readonly bytes: number
  readonly sha256: string | null
  /** Its place in a draft; without one it lands in the inbox. */
  readonly place: { readonly submissionId: string; readonly requirementId: string } | null
}

/** Asked before the first byte: name, size, room. What is too large never travels. */
export async function announceUpload(ctx: World, { name, bytes, sha256, place }: Announced): Promise<string> {
  const kind = kindOf(name)
  if (bytes === 0) throw new Invalid('file-empty')
  if (bytes > MOST_BYTES[kind.kind]) throw tooLarge(kind.kind, bytes)
  if (place) await ownWork(ctx, place.submissionId)
  await insistDiskRoom(ctx.blobs.arriving, bytes)
  await forgetLapsed(ctx)
  const id = ctx.newId()
  await ctx.transact(async (tx) => {
    await insistRoom(ctx, tx, { kind: kind.kind, bytes, submissionId: place?.submissionId ?? null })
    await insertUpload(tx, ctx.person, {
      id,
      name: displayName(name),
      mediaType: kind.mediaType,
      announcedBytes: bytes,
      announcedSha256: sha256,
      submissionId: place?.submissionId ?? null,
      requirementId: place?.requirementId ?? null,
      createdAt: ctx.now(),
      expiresAt: new Date(ctx.now().getTime() + EVIDENCE_LIMITS.resumableDays * DAY),
    })
  })
  return id
}

export function asInvalid(error: unknown): unknown {
  return error instanceof FileRefused ? new Invalid(error.because, {}, error.values) : error
}

function kindOf(name: string) {
  try {
    return insistName(displayName(name))
  } catch (error) {
    throw asInvalid(error)
  }
}

export function tooLarge(kind: keyof typeof MOST_BYTES, bytes: number): Invalid {
  const [size, most] = [bytes, MOST_BYTES[kind]].map((each) => Math.round((each / GIB) * 100) / 100)
  if (MOST_BYTES[kind] >= GIB) return new Invalid('file-too-large-gb', {}, { size: size ?? 0, most: most ?? 0 })
  return new Invalid('file-too-large', {}, { size: Math.ceil(bytes / 1024 ** 2), most: MOST_BYTES[kind] / 1024 ** 2 })
}

interface Wanted {
  readonly kind: keyof typeof MOST_BYTES
  readonly bytes: number
  readonly submissionId: string | null
  /** Of these bytes, those this person keeps here already. */
  readonly kept?: number
}

/** Room is looked at by one deed of a person at a time: two at once do not both see the same. */
export async function insistRoom(ctx: World, tx: Tx, { kind, bytes, submissionId, kept = 0 }: Wanted): Promise<void> {
  await lockRoom(tx, ctx.person)
  const at = ctx.now()
  const none = { files: 0, bytes: 0 }
  const attempt = submissionId ? await storedIn(tx, ctx.person, { submissionId, at }) : none
  const verdict = mayAdd({ kind, bytes }, { attempt, personBytes: (await storedBy(tx, ctx.person, at)) - kept })
  if (!verdict.ok && verdict.because === 'file-too-large') throw tooLarge(kind, bytes)
  if (!verdict.ok) throw new Conflict(verdict.because, { most: MOST[verdict.because] })
}

const MOST: Readonly<Record<LimitRefusal, number>> = {
  'file-too-large': 0,
  'quota-files': EVIDENCE_LIMITS.filesPerAttempt,
  'quota-attempt': EVIDENCE_LIMITS.attemptGib,
  'quota-person': EVIDENCE_LIMITS.personGib,
}

async function forgetLapsed(ctx: World): Promise<void> {
  const lapsed = await ctx.transact((tx) => listLapsedUploads(tx, ctx.person, ctx.now()))
  for (const id of lapsed) await dropUpload(ctx, id)
}

export async function dropUpload(ctx: World, id: string): Promise<void> {
  await forgetArrival(ctx.blobs.arriving, id)
  await ctx.transact((tx) => deleteUpload(tx, ctx.person, id))
}
