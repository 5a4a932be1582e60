import { askedAs } from '../../../platform/asked-as.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import { SIGNED_TYPES } from '../model.ts'
import { fileReply, idIn } from '../parts/file.ts'
import { signedCredential } from '../views.ts'

/** The signed bytes, under the name they were asked for by; a browser is given a type that it shows, everybody else the standard's. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  params: Partial<Params<'id' | 'file'>>,
  request: Request,
): Promise<Reply> {
  const found = await signedCredential(ctx, params.id ?? idIn(params.file ?? ''))
  const accept = request.headers.get('accept')
  const shown = accept?.includes('text/html') ? 'application/json; charset=utf-8' : 'application/vc'
  const type = askedAs(accept, SIGNED_TYPES) ?? shown
  return fileReply(found, { bytes: found.row.signedBytes, type, name: `${found.version.slug}.json` }, request)
}
