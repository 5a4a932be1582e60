import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { writeYaml } from '../../../platform/safe-yaml.ts'
import type { DraftContent } from '../rules/draft.ts'
import { inFileOrder } from '../rules/file-order.ts'
import { catalogFile, getPublicVersion } from '../views.ts'

/** A published version as a catalogue file, where its license lets it be taken. */
export async function answer(
  ctx: Ctx<never>,
  _input: unknown,
  { slug, version }: Params<'slug' | 'version'>,
): Promise<Reply> {
  const found = await getPublicVersion(ctx, slug, version)
  return reply(200, writeYaml(inFileOrder(catalogFile(found) as DraftContent)), {
    'content-type': 'application/yaml; charset=utf-8',
    etag: `"${found.digest}"`,
  })
}
