import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import { listVerifiedEmails } from '../../account/reads/own.ts'
import type { AccountTables } from '../../account/tables.ts'
import { getOrganizations } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { listWrittenComments } from '../reads/drafts.ts'
import { listChoicesOf } from '../reads/updates.ts'
import type { CatalogTables } from '../tables.ts'

/** What a person's proven addresses asked to hear. */
export async function ownSubscriptions(ctx: Ctx<AccountTables & CatalogTables>) {
  return ctx.transact(async (tx) => ({
    updates: await listChoicesOf(tx, await listVerifiedEmails(tx, ctx.person)),
  }))
}

/** What a person said about drafts, in whatever organization. The texts are their organizations' own. */
export async function ownComments(ctx: Ctx<CatalogTables & OrganizationTables>) {
  insist(mayGather(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const rows = await listWrittenComments(tx, ctx.person)
    const named = await getOrganizations(tx, [...new Set(rows.map(({ tenantId }) => tenantId))])
    return { draftComments: rows.map(({ tenantId, ...row }) => ({ organization: named(tenantId).name, ...row })) }
  })
}
