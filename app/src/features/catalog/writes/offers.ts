import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { CatalogTables } from '../tables.ts'

/** Those that were not offered before this. */
export async function upsertOffers(
  db: Db<CatalogTables>,
  scope: TenantScope,
  { achievementIds, now }: { achievementIds: readonly string[]; now: Date },
): Promise<string[]> {
  if (!achievementIds.length) return []
  const rows = await on(db)
    .insertInto('offering')
    .values(achievementIds.map((achievementId) => ({ tenantId: scope.tenantId, achievementId, since: now })))
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'achievementId'])
        .doUpdateSet({ since: now, endedAt: null })
        .where('offering.endedAt', 'is not', null),
    )
    .returning('achievementId')
    .execute()
  return rows.map(({ achievementId }) => achievementId)
}

/** Those that were offered until now. */
export async function endOffers(
  db: Db<CatalogTables>,
  scope: TenantScope,
  { achievementIds, now }: { achievementIds: readonly string[]; now: Date },
): Promise<string[]> {
  if (!achievementIds.length) return []
  const rows = await on(db)
    .updateTable('offering')
    .set({ endedAt: now })
    .where('tenantId', '=', scope.tenantId)
    .where('achievementId', 'in', [...achievementIds])
    .where('endedAt', 'is', null)
    .returning('achievementId')
    .execute()
  return rows.map(({ achievementId }) => achievementId)
}

export async function upsertOfferChoice(
  db: Db<CatalogTables>,
  { tenantId }: TenantScope,
  { everyEntry, now }: { everyEntry: boolean; now: Date },
): Promise<void> {
  await on(db)
    .insertInto('offeringChoice')
    .values({ tenantId, everyEntry, chosenAt: now })
    .onConflict((conflict) => conflict.column('tenantId').doUpdateSet({ everyEntry, chosenAt: now }))
    .execute()
}
