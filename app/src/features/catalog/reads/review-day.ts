import { type LocalDate, localDateAt } from '../../../lib/dates.ts'
import type { Db, TenantScope } from '../../../platform/ctx.ts'
import { getZone } from '../../organization/reads.ts'
import type { OrganizationTables } from '../../organization/tables.ts'

/** The day on which a next review is judged: where the organization is, whoever of it looks and from where. */
export async function reviewDay(db: Db<OrganizationTables>, scope: TenantScope, now: Date): Promise<LocalDate> {
  return localDateAt(now, await getZone(db, scope))
}
