import type { Ctx } from '../../../platform/ctx.ts'
import { listVerifiedEmails } from '../../account/reads/own.ts'
import type { AccountTables } from '../../account/tables.ts'
import { listChoicesOf } from '../reads/updates.ts'
import type { CatalogTables } from '../tables.ts'

/** What a person's proven addresses asked to hear. */
export async function ownSubscriptions(ctx: Ctx<AccountTables & CatalogTables>) {
  return ctx.transact(async (tx) => ({
    updates: await listChoicesOf(tx, await listVerifiedEmails(tx, ctx.person)),
  }))
}
