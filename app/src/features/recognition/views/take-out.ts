import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { mayGather } from '../../account/policy.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import { listEveryEntry, listEveryRecognition } from '../reads/take-out.ts'
import type { RecognitionTables } from '../tables.ts'

/** What was recognized, and the lines of the ledgers about it. */
export async function ownLedger(ctx: Ctx<RecognitionTables & CatalogTables & OrganizationTables>) {
  const { person } = ctx
  insist(mayGather(ctx.actor, person.personId))
  return ctx.transact(async (tx) => ({
    recognitions: await listEveryRecognition(tx, person),
    ledger: await listEveryEntry(tx, person),
  }))
}
