import type { Ctx } from '../../../platform/ctx.ts'
import { answerFile, fromOurPages, nothingHere } from '../../../platform/files.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import { publicFile } from '../views/exemplars.ts'

/** The copy that a public example shows, on the cookieless origin and for our own pages; gone as soon as it is taken back. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { exemplar }: Params<'exemplar'>,
  request: Request,
): Promise<Reply> {
  const file = fromOurPages(request) ? await publicFile(ctx, exemplar) : undefined
  if (!file) return nothingHere()
  const name = file.mediaType === 'application/pdf' ? 'example.pdf' : 'example'
  return answerFile(ctx.blobs, { ...file, name, purpose: 'view' }, request)
}
