import type { Params, Reply } from '../../../platform/route.ts'
import { compareReceipt, finishUpload, type Receipt } from '../actions/finish-upload.ts'
import type { World } from '../actions/world.ts'
import type { AskReceipt } from '../model.ts'
import { asProblem } from './upload-problem.ts'

export async function answer(
  ctx: World,
  { sha256 }: AskReceipt,
  { upload }: Params<'upload'>,
): Promise<Receipt | Reply> {
  try {
    return await (sha256 ? compareReceipt(ctx, upload, sha256) : finishUpload(ctx, upload))
  } catch (error) {
    return asProblem(ctx, error)
  }
}
