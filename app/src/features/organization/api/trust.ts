import type { Ctx } from '../../../platform/ctx.ts'
import type { OrganizationTables } from '../tables.ts'
import { trustFile } from '../views/issuer.ts'

export function answer(ctx: Ctx<OrganizationTables>) {
  return trustFile(ctx)
}
