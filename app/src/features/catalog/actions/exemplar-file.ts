import { writeFile } from 'node:fs/promises'
import { Invalid } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { lookAt } from '../../../platform/media.ts'
import { FileRefused } from '../../../platform/media-file.ts'
import { arrivalPath, forgetArrival, inTurn, readArrived } from '../../../platform/uploads.ts'
import type { OwnPiece } from '../rules/exemplar.ts'
import { isLendable, isShowable, MOST_FILE_BYTES } from '../rules/exemplar.ts'
import type { NewExemplar } from '../writes/exemplars.ts'

export type Copy = NonNullable<NewExemplar['file']>

/** Where the copies of one example lie: of nothing else, so that they go with it. */
export function scopeOf(exemplarId: string): string {
  return `exemplar/${exemplarId}`
}

/** What is lent is a copy: the piece stays what was judged, and the copy goes when it is taken back. */
export async function copyStored(ctx: Ctx<object>, id: string, piece: OwnPiece): Promise<Copy> {
  const { blobKey, mediaType } = piece
  if (blobKey === null || !isLendable(piece)) throw new Invalid('check-fields', { shows: 'catalog.lend.shows.not' })
  const { key, bytes } = await ctx.blobs.put(scopeOf(id), await ctx.blobs.get(blobKey))
  return { blobKey: key, mediaType, bytes }
}

/** A copy that its holder covered herself; what tells where and by whom it was made is taken out here as well. */
export async function copySent(ctx: Ctx<object>, id: string, file: File | undefined): Promise<Copy> {
  if (!file || file.size === 0) throw new Invalid('check-fields', { file: 'catalog.lend.file.none' })
  if (file.size > MOST_FILE_BYTES) throw new Invalid('check-fields', { file: 'catalog.lend.file.heavy' })
  const path = arrivalPath(ctx.blobs.arriving, id)
  try {
    await writeFile(path, new Uint8Array(await file.arrayBuffer()), { mode: 0o600 })
    const looked = await inTurn(ctx.person.personId, () => lookAt(path, file.name))
    if (!isShowable(looked.mediaType)) throw new Invalid('check-fields', { file: 'catalog.lend.file.kind' })
    const { key, bytes } = await ctx.blobs.put(scopeOf(id), readArrived(looked.path))
    return { blobKey: key, mediaType: looked.mediaType, bytes }
  } catch (error) {
    if (error instanceof FileRefused) throw new Invalid(error.because, { file: 'catalog.lend.file.kind' }, error.values)
    throw error
  } finally {
    await forgetArrival(ctx.blobs.arriving, id)
  }
}
