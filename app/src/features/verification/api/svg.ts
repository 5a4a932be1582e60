import { bake } from '@cairn/openbadges'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import { badgeSvg } from '../../catalog/parts/badge-picture.ts'
import { picturedOf } from '../../credential/parts/badge.ts'
import { fileReply, idIn } from '../parts/file.ts'
import { signedCredential } from '../views.ts'

/** The same as a drawing: sharp at any size, the signed bytes inside it. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { file }: Params<'file'>,
  request: Request,
): Promise<Reply> {
  const found = await signedCredential(ctx, idIn(file))
  const drawing = Buffer.from(badgeSvg(picturedOf(found.version)))
  const bytes = bake(drawing, new Uint8Array(found.row.signedBytes))
  return fileReply(found, { bytes, type: 'image/svg+xml', name: `${found.version.slug}.svg` }, request)
}
