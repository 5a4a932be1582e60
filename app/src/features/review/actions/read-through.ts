import { BlobAltered } from '../../../platform/blobs.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Attempt } from '../../submission/reads.ts'
import type { EvidenceRow } from '../../submission/tables.ts'
import type { ReviewWorld } from '../tables.ts'
import type { Marked } from '../writes.ts'

type World = Ctx<ReviewWorld>

/** Larger ones are read through by the worker, so that nobody waits for a film before a page. */
const AT_ONCE = 64 * 1024 * 1024
const DAY = 86_400_000

/** Found whole after this moment, a piece is read through again only when its bytes were written since. */
export function checkedSince(now: Date): Date {
  return new Date(now.getTime() - DAY)
}

export interface Looked {
  readonly whole: readonly Marked[]
  readonly altered: string | null
  /** Whose length is right and whose bytes the worker will read. */
  readonly later: readonly string[]
}

/** What is judged is what was submitted, byte for byte: the digest of the manifest against the row and against the store. */
export async function lookThrough(
  ctx: Pick<World, 'blobs'>,
  { manifest }: Pick<Attempt, 'manifest'>,
  { rows, checked }: { rows: readonly EvidenceRow[]; checked: ReadonlyMap<string, string> },
): Promise<Looked> {
  const whole: Marked[] = []
  const later: string[] = []
  for (const { id, sha256 } of manifest.evidence) {
    const row = rows.find((each) => each.id === id && each.sha256 === sha256)
    const { state, mark } = row ? await lookAt(ctx, row, checked.get(id)) : ALTERED
    if (state === 'altered') return { whole, later, altered: id }
    if (state === 'whole') whole.push({ evidenceId: id, mark })
    if (state === 'later') later.push(id)
  }
  return { whole, later, altered: null }
}

interface Found {
  readonly state: 'known' | 'whole' | 'later' | 'altered'
  readonly mark: string
}
const ALTERED: Found = { state: 'altered', mark: '' }

async function lookAt(
  ctx: Pick<World, 'blobs'>,
  { blobKey, bytes }: EvidenceRow,
  checked: string | undefined,
): Promise<Found> {
  if (!blobKey) return { state: 'known', mark: '' }
  // Asked before the bytes are read: what is written meanwhile has another mark next time.
  const mark = await ctx.blobs.mark(blobKey)
  if (mark === null) return ALTERED
  if (checked === mark) return { state: 'known', mark }
  if (bytes > AT_ONCE) return (await ctx.blobs.size(blobKey)) === bytes ? { state: 'later', mark } : ALTERED
  return (await isWhole(ctx, blobKey)) ? { state: 'whole', mark } : ALTERED
}

export async function isWhole({ blobs }: Pick<World, 'blobs'>, blobKey: string): Promise<boolean> {
  try {
    for await (const _ of await blobs.get(blobKey));
    return true
  } catch (error) {
    if (error instanceof BlobAltered) return false
    throw error
  }
}
