import type { Insertable } from 'kysely'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import type { OrganizationTables, TenantRole } from './tables.ts'

type Tables = Db<OrganizationTables>
type Own<Table extends keyof OrganizationTables> = Omit<Insertable<OrganizationTables[Table]>, 'tenantId'>

export async function insertOrganization(
  db: Tables,
  { tenantId }: TenantScope,
  row: Own<'organization'>,
): Promise<void> {
  await on(db)
    .insertInto('organization')
    .values({ tenantId, ...row })
    .execute()
}

export async function updateOrganization(
  db: Tables,
  { tenantId }: TenantScope,
  set: Partial<Pick<OrganizationTables['organization'], 'name' | 'url' | 'email' | 'timeZone' | 'locale'>> & {
    image?: Buffer
    imageType?: string
    calendar?: string
  },
): Promise<void> {
  await on(db).updateTable('organization').set(set).where('tenantId', '=', tenantId).execute()
}

export async function insertUnit(db: Tables, { tenantId }: TenantScope, row: Own<'unit'>): Promise<void> {
  await on(db)
    .insertInto('unit')
    .values({ tenantId, ...row })
    .execute()
}

export async function closeUnit(
  db: Tables,
  { tenantId }: TenantScope,
  { id, at }: { id: string; at: Date },
): Promise<boolean> {
  const row = await on(db)
    .updateTable('unit')
    .set({ closedAt: at })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('closedAt', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertMembership(db: Tables, { tenantId }: TenantScope, row: Own<'membership'>): Promise<void> {
  await on(db)
    .insertInto('membership')
    .values({ tenantId, ...row })
    .execute()
}

export async function updateMembershipUnit(
  db: Tables,
  { tenantId }: TenantScope,
  { personId, unitId }: { personId: string; unitId: string | null },
): Promise<void> {
  await on(db)
    .updateTable('membership')
    .set({ unitId })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
}

export async function endMembership(
  db: Tables,
  { tenantId }: TenantScope,
  { personId, at }: { personId: string; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('membership')
    .set({ endedAt: at })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
  await on(db)
    .updateTable('roleGrant')
    .set({ endedAt: at })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .execute()
}

export async function insertRoleGrant(db: Tables, { tenantId }: TenantScope, row: Own<'roleGrant'>): Promise<void> {
  await on(db)
    .insertInto('roleGrant')
    .values({ tenantId, ...row })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function endRoleGrant(
  db: Tables,
  { tenantId }: TenantScope,
  { personId, role, at }: { personId: string; role: TenantRole; at: Date },
): Promise<void> {
  await on(db)
    .updateTable('roleGrant')
    .set({ endedAt: at })
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('role', '=', role)
    .where('endedAt', 'is', null)
    .execute()
}

export async function upsertSetting(
  db: Tables,
  { tenantId }: TenantScope,
  row: { key: string; value: unknown; at: Date; by: string },
): Promise<void> {
  const value = JSON.stringify(row.value)
  await on(db)
    .insertInto('organizationSetting')
    .values({ tenantId, key: row.key, value, changedAt: row.at, changedBy: row.by })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'key']).doUpdateSet((set) => ({
        value,
        changedAt: row.at,
        changedBy: row.by,
        version: set('organizationSetting.version', '+', 1),
      })),
    )
    .execute()
}
