import { sql } from 'kysely'
import { type Db, on, type TenantScope } from '../../../platform/ctx.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { OrganizationTables } from '../tables.ts'

type Tie = OrganizationTables['tie']
export type TieKind = Tie['kind']
export interface TieLine {
  readonly id: string
  readonly personId: string
  readonly otherId: string
  readonly kind: TieKind
  readonly createdAt: Date
  readonly endedAt: Date | null
}
const LINE = ['id', 'personId', 'otherId', 'kind', 'createdAt', 'endedAt'] as const
const MOST_CALLED = 3
const MOST_LISTED = 500

/** What administrators recorded: what an educator declared for themselves stays between them and the product. */
export async function listRecordedTies(
  db: Db<OrganizationTables>,
  { tenantId }: TenantScope,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<TieLine[]> {
  let query = on(db)
    .selectFrom('tie')
    .select(LINE)
    .where('tenantId', '=', tenantId)
    .where('kind', '!=', 'declared')
    .where('endedAt', 'is', null)
  if (after) query = query.where('id', '<', after)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

export async function findTie(
  db: Db<OrganizationTables>,
  { tenantId }: TenantScope,
  id: string,
): Promise<TieLine | undefined> {
  return on(db)
    .selectFrom('tie')
    .select(LINE)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

export async function listDeclaredBy(
  db: Db<OrganizationTables>,
  { tenantId }: TenantScope,
  personId: string,
): Promise<TieLine[]> {
  return on(db)
    .selectFrom('tie')
    .select(LINE)
    .where('tenantId', '=', tenantId)
    .where('personId', '=', personId)
    .where('kind', '=', 'declared')
    .where('endedAt', 'is', null)
    .orderBy('createdAt')
    .limit(MOST_LISTED)
    .execute()
}

type People = Db<OrganizationTables & AccountTables>
export interface Called {
  readonly personId: string
  readonly name: string
  readonly unitName: string | null
}

function members(db: People, { tenantId }: TenantScope) {
  return on(db)
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .leftJoin('unit as u', (join) => join.onRef('u.tenantId', '=', 'm.tenantId').onRef('u.id', '=', 'm.unitId'))
    .select(['m.personId', 'p.name', 'u.name as unitName'])
    .where('m.tenantId', '=', tenantId)
    .where('m.endedAt', 'is', null)
}

/** Members called so: by the whole name, or by name and school where two have the same name. */
export async function findMembersCalled(db: People, scope: TenantScope, typed: string): Promise<Called[]> {
  return members(db, scope)
    .where(sql<boolean>`lower(${typed}) in (lower(p.name), lower(p.name || ', ' || coalesce(u.name, '')))`)
    .orderBy('m.id')
    .limit(MOST_CALLED)
    .execute()
}

/** To choose from while typing; the field takes any other name as well. */
export async function listCalled(db: People, scope: TenantScope): Promise<Called[]> {
  return members(db, scope).orderBy('p.name').orderBy('m.id').limit(MOST_LISTED).execute()
}
