import type { EvidenceRow } from '../tables.ts'
import type { World } from './world.ts'

/** Bytes that lie in the store, by piece: 0 where content is missing, so that it is said before anybody reads. */
export async function storedSizes(
  { blobs }: Pick<World, 'blobs'>,
  evidence: readonly Pick<EvidenceRow, 'id' | 'blobKey'>[],
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>()
  await Promise.all(
    evidence.map(async ({ id, blobKey }) => {
      if (blobKey !== null) sizes.set(id, (await blobs.size(blobKey)) ?? 0)
    }),
  )
  return sizes
}
