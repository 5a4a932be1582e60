import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { listEveryCredential, listEveryShare } from '../reads/take-out.ts'
import type { CredentialTables } from '../tables.ts'

/** What the person earned, and to whom it was opened. */
export async function ownCredentials(ctx: Ctx<CredentialTables & CatalogTables & OrganizationTables>) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  return ctx.transact(async (tx) => ({
    credentials: await listEveryCredential(tx, person),
    shares: await listEveryShare(tx, person),
  }))
}
