import { openCapability } from '../../../platform/capability.ts'
import { answerFile, fromOurPages, nothingHere } from '../../../platform/files.ts'
import type { Reply } from '../../../platform/route.ts'
import type { World } from '../actions/world.ts'

/** What a capability opens, for as long as it lives and only from our own pages; who got it was asked when it was made. */
export async function streamFile(ctx: World, token: string, request: Request): Promise<Reply> {
  if (!fromOurPages(request)) return nothingHere()
  const opened = await ctx.transact((tx) => openCapability(tx, token, ctx.now()))
  return opened ? answerFile(ctx.blobs, opened, request) : nothingHere()
}
