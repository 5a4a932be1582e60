import { bake } from '@cairn/openbadges'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import { badgePng } from '../../catalog/parts/badge-picture.ts'
import { picturedOf } from '../../credential/parts/badge.ts'
import { fileReply, idIn } from '../parts/file.ts'
import { signedCredential } from '../views.ts'

/** The badge with the signed bytes inside it: a picture that can be checked. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { file }: Params<'file'>,
  request: Request,
): Promise<Reply> {
  const found = await signedCredential(ctx, idIn(file))
  const bytes = bake(await badgePng(picturedOf(found.version)), new Uint8Array(found.row.signedBytes))
  return fileReply(found, { bytes, type: 'image/png', name: `${found.version.slug}.png` }, request)
}
