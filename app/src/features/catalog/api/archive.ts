import type { Ctx } from '../../../platform/ctx.ts'
import { streamOf } from '../../../platform/files.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { writeYaml } from '../../../platform/safe-yaml.ts'
import { type ZipPart, zipOf } from '../../../platform/zip.ts'
import type { DraftContent } from '../rules/draft.ts'
import type { ArchiveQuery } from '../rules/draft-input.ts'
import { fileNameOf, inFileOrder } from '../rules/file-order.ts'
import { filesOf } from '../views/archive.ts'

/** A whole catalogue as the import takes it: one file for each micro-credential, packed while they are read. */
export async function answer(ctx: Ctx<never>, { of }: ArchiveQuery): Promise<Reply> {
  const zip = zipOf(packed(filesOf(ctx, of)), ctx.now())
  return reply(200, streamOf(zip), {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="${of === 'own' ? 'catalogue' : 'starter-catalogue'}.zip"`,
  })
}

async function* packed(files: AsyncIterable<DraftContent>): AsyncGenerator<ZipPart> {
  for await (const file of files)
    yield { path: fileNameOf(file), body: Buffer.from(writeYaml(inFileOrder(file))), pack: true }
}
