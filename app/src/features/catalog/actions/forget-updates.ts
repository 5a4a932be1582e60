import type { Ctx } from '../../../platform/ctx.ts'
import { listVerifiedEmails } from '../../account/reads/own.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../tables.ts'
import { deleteSubscriberByEmail } from '../writes/updates.ts'

/** Whoever has the account erased is not written to any more, at none of their proven addresses. */
export async function forgetUpdates(ctx: Ctx<AccountTables & CatalogTables>): Promise<void> {
  await ctx.transact(async (tx) => {
    for (const email of await listVerifiedEmails(tx, ctx.person)) await deleteSubscriberByEmail(tx, email)
  })
}
