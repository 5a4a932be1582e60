import { among } from '../../lib/among.ts'
import type { BusinessCalendar } from '../../lib/business-time.ts'
import { NotFound } from '../../lib/refusal.ts'
import { type Db, on, type TenantScope } from '../../platform/ctx.ts'
import { calendarOf } from './rules/calendar.ts'
import { type SettingKey, type SettingValue, settingOrDefault } from './rules/settings.ts'
import type { OrganizationTables, TenantRole } from './tables.ts'

type Tables = Db<OrganizationTables>
export type Issuer = OrganizationTables['publicIssuer']
export type IssuerKey = OrganizationTables['publicIssuerKey']

/** What anyone may know of an organization. */
export async function getOrganization(db: Tables, tenantId: string): Promise<Issuer> {
  const row = await on(db).selectFrom('publicIssuer').selectAll().where('tenantId', '=', tenantId).executeTakeFirst()
  if (!row) throw new NotFound('organization')
  return row
}

/** Held until the transaction ends: deeds that count its administrators come one after another. */
export async function getOrganizationForUpdate(db: Tables, { tenantId }: TenantScope): Promise<void> {
  const row = await on(db)
    .selectFrom('organization')
    .select('tenantId')
    .where('tenantId', '=', tenantId)
    // Not more than that: rows that name it are written meanwhile, so nobody who holds a key waits for it.
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound('organization')
}

/** Many at once, in one question. */
export async function getOrganizations(
  db: Tables,
  tenantIds: readonly string[],
): Promise<(tenantId: string) => Issuer> {
  const wanted = [...new Set(tenantIds)]
  const rows =
    wanted.length === 0
      ? []
      : await on(db).selectFrom('publicIssuer').selectAll().where('tenantId', 'in', wanted).execute()
  return among(rows, ({ tenantId }) => tenantId, 'organization')
}

export async function findIssuerById(db: Tables, tenantId: string): Promise<Issuer | undefined> {
  return on(db).selectFrom('publicIssuer').selectAll().where('tenantId', '=', tenantId).executeTakeFirst()
}

export async function findIssuerBySlug(db: Tables, slug: string): Promise<Issuer | undefined> {
  return on(db).selectFrom('publicIssuer').selectAll().where('slug', '=', slug).executeTakeFirst()
}

/** The organization that awards what this site offers to everybody; none until the set-up made one. */
export async function findSiteIssuer(db: Tables): Promise<Issuer | undefined> {
  return on(db).selectFrom('publicIssuer').selectAll().where('isSiteIssuer', '=', true).executeTakeFirst()
}

export async function listIssuers(db: Tables): Promise<Issuer[]> {
  return on(db).selectFrom('publicIssuer').selectAll().orderBy('name').limit(500).execute()
}

export async function findImage(db: Tables, slug: string) {
  return on(db).selectFrom('publicIssuerImage').selectAll().where('slug', '=', slug).executeTakeFirst()
}

/** Every key the issuer ever had, oldest first: old credentials verify by ended keys. */
export async function publicKeys(db: Tables, slug: string): Promise<IssuerKey[]> {
  return on(db)
    .selectFrom('publicIssuerKey')
    .selectAll()
    .where('slug', '=', slug)
    .orderBy('notBefore')
    .orderBy('id')
    .execute()
}

/** The key of this purpose that signs what bears this time. With `lock` it is not ended before the transaction is over. */
export async function keyInUse(
  db: Tables,
  scope: TenantScope,
  { purpose, at, lock = false }: { purpose: IssuerKey['purpose']; at: Date; lock?: boolean },
) {
  const query = on(db)
    .selectFrom('issuerKey')
    .select(['id', 'publicKey', 'wrappedKey', 'notBefore'])
    .where('tenantId', '=', scope.tenantId)
    .where('purpose', '=', purpose)
    .where('state', '=', 'active')
    .where('notBefore', '<=', at)
    .where((is) => is.or([is('notAfter', 'is', null), is('notAfter', '>', at)]))
    .orderBy('notBefore', 'desc')
    .limit(1)
  return (lock ? query.forShare() : query).executeTakeFirstOrThrow(
    () => new Error(`This organization has no ${purpose} key in use`),
  )
}

/** The newest of its purpose, whether it signs already or not yet; none where it was withdrawn under a lost master key. */
export async function findOpenKey(db: Tables, scope: TenantScope, purpose: IssuerKey['purpose']) {
  return on(db)
    .selectFrom('issuerKey')
    .select(['id', 'wrappedKey', 'notBefore'])
    .where('tenantId', '=', scope.tenantId)
    .where('purpose', '=', purpose)
    .where('state', '=', 'active')
    .where('notAfter', 'is', null)
    .executeTakeFirst()
}

export async function listKeyIds(db: Tables, scope: TenantScope): Promise<string[]> {
  const rows = await on(db).selectFrom('issuerKey').select('id').where('tenantId', '=', scope.tenantId).execute()
  return rows.map(({ id }) => id)
}

export async function findKey(db: Tables, scope: TenantScope, id: string) {
  return on(db)
    .selectFrom('issuerKey')
    .select(['id', 'purpose', 'publicKey', 'wrappedKey', 'notBefore', 'notAfter', 'state', 'since', 'madeAt'])
    .where('tenantId', '=', scope.tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function getKey(db: Tables, scope: TenantScope, id: string) {
  const key = await findKey(db, scope, id)
  if (!key) throw new NotFound('key')
  return key
}

export async function listUnits(db: Tables, scope: TenantScope) {
  return on(db)
    .selectFrom('unit')
    .selectAll()
    .where('tenantId', '=', scope.tenantId)
    .where('closedAt', 'is', null)
    .orderBy('name')
    .execute()
}

export async function hasUnit(db: Tables, { tenantId }: TenantScope, id: string): Promise<boolean> {
  const row = await on(db)
    .selectFrom('unit')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Schools of another organization, for a person who asks to be recognized there. */
export async function listPublicUnits(db: Tables, tenantId: string) {
  return on(db).selectFrom('publicUnit').selectAll().where('tenantId', '=', tenantId).orderBy('name').execute()
}

export async function getMembership(
  db: Tables,
  scope: TenantScope,
  personId: string,
): Promise<{ id: string; unitId: string | null } | null> {
  const row = await on(db)
    .selectFrom('membership')
    .select(['id', 'unitId'])
    .where('tenantId', '=', scope.tenantId)
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** The person's memberships in every tenant, through their own rows. */
export async function listOwnMemberships(db: Tables, personId: string) {
  return on(db)
    .selectFrom('membership')
    .innerJoin('publicIssuer', 'publicIssuer.tenantId', 'membership.tenantId')
    .select([
      'membership.tenantId',
      'membership.id',
      'membership.unitId',
      'membership.startedAt',
      'publicIssuer.slug',
      'publicIssuer.name',
      'publicIssuer.kind',
      'publicIssuer.demo',
    ])
    .where('membership.personId', '=', personId)
    .where('membership.endedAt', 'is', null)
    .orderBy('membership.startedAt')
    .execute()
}

export interface Member {
  readonly personId: string
  readonly unitId: string | null
  readonly unitName: string | null
  readonly roles: readonly TenantRole[]
  readonly startedAt: Date
}

/** Members with their roles, in the order they joined; `after` is the last membership id of the page before. */
export async function listMembers(
  db: Tables,
  scope: TenantScope,
  { after, limit = 50, roles }: { after?: string; limit?: number; roles?: readonly TenantRole[] } = {},
): Promise<(Member & { membershipId: string })[]> {
  let query = on(db)
    .selectFrom('membership as m')
    .leftJoin('unit as u', (join) => join.onRef('u.tenantId', '=', 'm.tenantId').onRef('u.id', '=', 'm.unitId'))
    .select(['m.id as membershipId', 'm.personId', 'm.unitId', 'u.name as unitName', 'm.startedAt'])
    .where('m.tenantId', '=', scope.tenantId)
    .where('m.endedAt', 'is', null)
  if (after) query = query.where('m.id', '>', after)
  if (roles)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('roleGrant as g')
          .select('g.personId')
          .whereRef('g.tenantId', '=', 'm.tenantId')
          .whereRef('g.personId', '=', 'm.personId')
          .where('g.role', 'in', [...roles])
          .where('g.endedAt', 'is', null),
      ),
    )
  const rows = await query.orderBy('m.id').limit(limit).execute()
  const grants = await rolesOf(
    db,
    scope,
    rows.map(({ personId }) => personId),
  )
  return rows.map((row) => ({ ...row, roles: grants.get(row.personId) ?? [] }))
}

/** Roles by person; whoever holds none is left out. */
export async function rolesOf(
  db: Tables,
  scope: TenantScope,
  personIds: readonly string[],
): Promise<Map<string, TenantRole[]>> {
  const held = new Map<string, TenantRole[]>()
  if (!personIds.length) return held
  const rows = await on(db)
    .selectFrom('roleGrant')
    .select(['personId', 'role'])
    .where('tenantId', '=', scope.tenantId)
    .where('personId', 'in', [...personIds])
    .where('endedAt', 'is', null)
    .execute()
  for (const { personId, role } of rows) held.set(personId, [...(held.get(personId) ?? []), role])
  return held
}

export async function listRoles(db: Tables, scope: TenantScope, personId: string): Promise<TenantRole[]> {
  return (await rolesOf(db, scope, [personId])).get(personId) ?? []
}

export async function holdersOf(db: Tables, scope: TenantScope, role: TenantRole): Promise<string[]> {
  const rows = await on(db)
    .selectFrom('roleGrant')
    .select('personId')
    .where('tenantId', '=', scope.tenantId)
    .where('role', '=', role)
    .where('endedAt', 'is', null)
    .execute()
  return rows.map(({ personId }) => personId)
}

/** What the organization chose, or the product's default (04-assessment.md 14.4). */
export async function setting<Key extends SettingKey>(
  db: Tables,
  scope: TenantScope,
  key: Key,
): Promise<SettingValue<Key>> {
  const row = await on(db)
    .selectFrom('organizationSetting')
    .select('value')
    .where('tenantId', '=', scope.tenantId)
    .where('key', '=', key)
    .executeTakeFirst()
  return settingOrDefault(key, row?.value)
}

export async function getZone(db: Tables, scope: TenantScope): Promise<string> {
  const { timeZone } = await on(db)
    .selectFrom('organization')
    .select('timeZone')
    .where('tenantId', '=', scope.tenantId)
    .executeTakeFirstOrThrow()
  return timeZone
}

export async function getCalendar(db: Tables, scope: TenantScope): Promise<BusinessCalendar> {
  const kept = await on(db)
    .selectFrom('organization')
    .select(['timeZone', 'calendar'])
    .where('tenantId', '=', scope.tenantId)
    .executeTakeFirstOrThrow()
  return calendarOf(kept)
}
