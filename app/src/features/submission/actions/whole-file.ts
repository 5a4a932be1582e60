import { rename, rm, stat } from 'node:fs/promises'
import { arrivalPath } from '../../../platform/uploads.ts'
import { updateItem } from '../writes/inbox.ts'
import { announceUpload, dropUpload } from './announce-upload.ts'
import { finishUpload, type Receipt } from './finish-upload.ts'
import type { World } from './world.ts'

export interface WholeFile {
  readonly path: string
  readonly name: string
  readonly place: { readonly submissionId: string; readonly requirementId: string } | null
  readonly caption: string
}

/** A file that came in one piece goes the same way as one that came in parts, with the same questions. */
export async function takeWholeFile(ctx: World, { path, name, place, caption }: WholeFile): Promise<Receipt> {
  try {
    const { size } = await stat(path)
    const id = await announceUpload(ctx, { name, bytes: size, sha256: null, place })
    try {
      await rename(path, arrivalPath(ctx.blobs.arriving, id))
      const receipt = await finishUpload(ctx, id)
      const words = [...caption.trim()].slice(0, 500).join('')
      if (receipt.itemId && words)
        await ctx.transact((tx) => updateItem(tx, ctx.person, { id: receipt.itemId ?? '', caption: words }))
      return receipt
    } catch (error) {
      await dropUpload(ctx, id)
      throw error
    }
  } finally {
    await rm(path, { force: true })
  }
}
