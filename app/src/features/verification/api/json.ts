import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import { fileReply, idIn } from '../parts/file.ts'
import { signedCredential } from '../views.ts'

/** The signed bytes; a browser is given a type that it shows, everybody else the standard's. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  params: Partial<Params<'id' | 'file'>>,
  request: Request,
): Promise<Reply> {
  const found = await signedCredential(ctx, params.id ?? idIn(params.file ?? ''))
  const browser = (request.headers.get('accept') ?? '').includes('text/html')
  const type = browser ? 'application/json; charset=utf-8' : 'application/vc'
  return fileReply(found, { bytes: found.row.signedBytes, type, name: `${found.version.slug}.json` }, request)
}
