import type { Selectable } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { ReviewTables } from '../tables.ts'

type Tables = Db<ReviewTables>
export type PanelRow = Selectable<ReviewTables['scoringPanel']>
export type PanelMemberRow = Selectable<ReviewTables['scoringPanelMember']>

/** The panel that scores this set now. For a change its row is held. */
export async function findOpenPanel(
  db: Tables,
  { tenantId }: TenantScope,
  { code, hold = false }: { code: string; hold?: boolean },
): Promise<PanelRow | undefined> {
  const open = on(db)
    .selectFrom('scoringPanel')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('setCode', '=', code)
    .where('closedAt', 'is', null)
    .where('cancelledAt', 'is', null)
  return (hold ? open.forUpdate() : open).executeTakeFirst()
}

/** The last one whose people have all handed in: its levels are those of the organization. */
export async function findClosedPanel(
  db: Tables,
  { tenantId }: TenantScope,
  code: string,
): Promise<(PanelRow & { closedAt: Date }) | undefined> {
  const row = await on(db)
    .selectFrom('scoringPanel')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('setCode', '=', code)
    .where('closedAt', 'is not', null)
    .orderBy('closedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.closedAt ? { ...row, closedAt: row.closedAt } : undefined
}

export async function listPanelists(db: Tables, { tenantId }: TenantScope, panelId: string): Promise<PanelMemberRow[]> {
  return on(db)
    .selectFrom('scoringPanelMember')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('panelId', '=', panelId)
    .orderBy('personId')
    .execute()
}

/** True from the day somebody is named until the panel has come to its end. */
export async function isScoringNow(
  db: Tables,
  scope: TenantScope,
  { code, personId }: { code: string; personId: string },
): Promise<boolean> {
  const panel = await findOpenPanel(db, scope, { code })
  return panel !== undefined && (await listPanelists(db, scope, panel.id)).some((one) => one.personId === personId)
}
