import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import { SETTINGS, type SettingKey, settingOrDefault } from '../rules/settings.ts'
import type { OrganizationTables } from '../tables.ts'

/** Every setting as it stands: what the organization chose, or the default. */
export async function listSettings(
  db: Db<OrganizationTables>,
  { tenantId }: TenantScope,
): Promise<Readonly<Record<SettingKey, unknown>>> {
  const rows = await on(db)
    .selectFrom('organizationSetting')
    .select(['key', 'value'])
    .where('tenantId', '=', tenantId)
    .execute()
  const chosen = new Map(rows.map(({ key, value }) => [key, value]))
  const keys = Object.keys(SETTINGS) as SettingKey[]
  return Object.fromEntries(keys.map((key) => [key, settingOrDefault(key, chosen.get(key))])) as Record<
    SettingKey,
    unknown
  >
}

export interface Promised {
  readonly windowDays: number
  readonly draftDays: number
}

/** What all of these organizations keep to: the longest way to a decision, the shortest life of a draft. */
export async function getPromise(db: Db<OrganizationTables>, tenantIds: readonly string[]): Promise<Promised> {
  const rows =
    tenantIds.length === 0
      ? []
      : await on(db)
          .selectFrom('publicPromise')
          .select(['tenantId', 'key', 'value'])
          .where('tenantId', 'in', [...tenantIds])
          .execute()
  const of = (tenantId: string | undefined, key: 'review.windowDays' | 'review.draftDays') =>
    settingOrDefault(key, rows.find((row) => row.tenantId === tenantId && row.key === key)?.value)
  const each = tenantIds.length > 0 ? tenantIds : [undefined]
  return {
    windowDays: Math.max(...each.map((tenantId) => of(tenantId, 'review.windowDays'))),
    draftDays: Math.min(...each.map((tenantId) => of(tenantId, 'review.draftDays'))),
  }
}

export async function listProviders(db: Db<OrganizationTables>, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('signInProvider')
    .select(['id', 'label', 'issuer', 'clientId', 'domains', 'admits', 'enabled', 'createdAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('createdAt')
    .execute()
}

/** Held until the change is written. */
export async function findProviderForUpdate(db: Db<OrganizationTables>, { tenantId }: TenantScope, id: string) {
  return on(db)
    .selectFrom('signInProvider')
    .select(['domains', 'admits'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function listAllUnits(db: Db<OrganizationTables>, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('unit')
    .select(['id', 'name', 'kind', 'closedAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('closedAt', 'desc')
    .orderBy('name')
    .execute()
}
