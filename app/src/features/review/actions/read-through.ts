import { BlobAltered } from '../../../platform/blobs.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Attempt } from '../../submission/reads.ts'
import type { EvidenceRow } from '../../submission/tables.ts'
import type { ReviewWorld } from '../tables.ts'

type World = Ctx<ReviewWorld>

/** Larger ones are read through by the worker, so that nobody waits for a film before a page. */
const AT_ONCE = 64 * 1024 * 1024
const DAY = 86_400_000

/** Found whole after this moment, a piece is not read through again. */
export function checkedSince(now: Date): Date {
  return new Date(now.getTime() - DAY)
}

export interface Looked {
  readonly whole: readonly string[]
  readonly altered: string | null
  /** Whose length is right and whose bytes the worker will read. */
  readonly later: readonly string[]
}

/** What is judged is what was submitted, byte for byte: the digest of the manifest against the row and against the store. */
export async function lookThrough(
  ctx: Pick<World, 'blobs'>,
  { manifest }: Pick<Attempt, 'manifest'>,
  { rows, checked }: { rows: readonly EvidenceRow[]; checked: readonly string[] },
): Promise<Looked> {
  const found: Record<Found, string[]> = { known: [], whole: [], later: [], altered: [] }
  for (const { id, sha256 } of manifest.evidence) {
    const row = rows.find((each) => each.id === id && each.sha256 === sha256)
    const state = row ? await lookAt(ctx, row, checked) : 'altered'
    found[state].push(id)
    if (state === 'altered') break
  }
  return { whole: found.whole, later: found.later, altered: found.altered[0] ?? null }
}

type Found = 'known' | 'whole' | 'later' | 'altered'

async function lookAt(
  ctx: Pick<World, 'blobs'>,
  { id, blobKey, bytes }: EvidenceRow,
  checked: readonly string[],
): Promise<Found> {
  if (!blobKey || checked.includes(id)) return 'known'
  if (bytes > AT_ONCE) return (await ctx.blobs.size(blobKey)) === bytes ? 'later' : 'altered'
  return (await isWhole(ctx, blobKey)) ? 'whole' : 'altered'
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
