import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { TieKind } from '../reads/ties.ts'
import type { OrganizationTables } from '../tables.ts'

type Tables = Db<OrganizationTables>

/** One line for each pair and kind: what had ended begins again. Answers its id, or null where it stands already. */
export async function upsertTie(
  db: Tables,
  { tenantId }: TenantScope,
  row: { id: string; personId: string; otherId: string; kind: TieKind; at: Date },
): Promise<string | null> {
  const { at, ...tie } = row
  const kept = await on(db)
    .insertInto('tie')
    .values({ tenantId, ...tie, createdAt: at })
    .onConflict((conflict) =>
      conflict
        .columns(['tenantId', 'personId', 'otherId', 'kind'])
        .doUpdateSet({ createdAt: at, endedAt: null })
        .where('tie.endedAt', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst()
  return kept?.id ?? null
}

export async function endTie(
  db: Tables,
  { tenantId }: TenantScope,
  { id, at }: { id: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('tie')
    .set({ endedAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .execute()
}
