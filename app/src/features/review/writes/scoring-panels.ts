import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { PanelSheet } from '../rules/scoring-panel.ts'
import type { ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>
interface NewPanel {
  readonly id: string
  readonly setCode: string
  readonly calledBy: string
  readonly calledAt: Date
}

export async function insertPanel(
  db: Tables,
  { tenantId }: TenantScope,
  { people, ...panel }: NewPanel & { readonly people: readonly string[] },
): Promise<void> {
  await on(db)
    .insertInto('scoringPanel')
    .values({ ...panel, tenantId })
    .execute()
  await on(db)
    .insertInto('scoringPanelMember')
    .values(people.map((personId) => ({ tenantId, panelId: panel.id, personId, levels: '{}' })))
    .execute()
}

/** False where it was handed in before: that stays as it is. */
export async function updatePanelSheet(
  db: Tables,
  { tenantId }: TenantScope,
  sheet: { panelId: string; personId: string; levels: PanelSheet; handedInAt: Date | null },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('scoringPanelMember')
    .set({ levels: JSON.stringify(sheet.levels), handedInAt: sheet.handedInAt })
    .where('tenantId', '=', tenantId)
    .where('panelId', '=', sheet.panelId)
    .where('personId', '=', sheet.personId)
    .where('handedInAt', 'is', null)
    .returning('personId')
    .executeTakeFirst()
  return row !== undefined
}

export async function updatePanel(
  db: Tables,
  { tenantId }: TenantScope,
  { id, ...ended }: { id: string; closedAt: Date } | { id: string; cancelledAt: Date },
): Promise<void> {
  await on(db).updateTable('scoringPanel').set(ended).where('tenantId', '=', tenantId).where('id', '=', id).execute()
}
