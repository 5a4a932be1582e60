import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import { writeYaml } from '../../../platform/safe-yaml.ts'
import { fileNameOf, inFileOrder } from '../rules/file-order.ts'
import { draftFile } from '../views/drafts.ts'

/** The draft as the import takes it: exported, imported and exported again it is the same bytes. */
export async function answer(ctx: Ctx<never>, _input: unknown, { draft }: Params<'draft'>): Promise<Reply> {
  const content = await draftFile(ctx, draft)
  const name = fileNameOf(content)
    .replace(/^.*\//, '')
    .replace(/[^a-z0-9.-]+/g, '-')
  return reply(200, writeYaml(inFileOrder(content)), {
    'content-type': 'application/yaml; charset=utf-8',
    'content-disposition': `attachment; filename="${name}"`,
  })
}
