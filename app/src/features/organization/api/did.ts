import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import { type Params, type Reply, reply } from '../../../platform/route.ts'
import type { OrganizationTables } from '../tables.ts'
import { issuerDidDocument } from '../views/issuer.ts'

export async function answer(ctx: Ctx<OrganizationTables>, _input: unknown, { slug }: Params<'slug'>): Promise<Reply> {
  const body = JSON.stringify(await issuerDidDocument(ctx, slug))
  return reply(200, body, {
    'content-type': 'application/did+json',
    etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`,
  })
}
